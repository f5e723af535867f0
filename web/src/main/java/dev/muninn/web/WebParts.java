package dev.muninn.web;

import dev.muninn.model.SeriesIndex;
import dev.muninn.model.TelemetrySource;
import dev.muninn.stream.LiveStreams;
import java.util.List;

/** What the doors lead to. */
public record WebParts(
        Queries queries,
        SeriesIndex index,
        PushDoor remoteWrite,
        LiveStreams live,
        Readiness readiness,
        List<TelemetrySource> telemetry,
        BuildFacts build) {}
