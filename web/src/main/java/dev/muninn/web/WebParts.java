package dev.muninn.web;

import dev.muninn.alert.Alerting;
import dev.muninn.alert.rule.GroupStatus;
import dev.muninn.catalog.Catalog;
import dev.muninn.ingest.OwnMetrics;
import dev.muninn.model.CardinalitySource;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SeriesIndex;
import dev.muninn.model.SeriesSource;
import dev.muninn.query.Queries;
import dev.muninn.stream.LiveStreams;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the doors lead to.
 *
 * @param scrapes what is scraped at the moment
 * @param rules the rule groups with what became of them
 * @param alerting who is told of alerts, and how rules are tried; absent in tests of other doors
 * @param care what operators may ask of the store, where that is allowed
 * @param catalog what people make, where it is kept
 * @param metrics what /metrics shows
 */
public record WebParts(
        Queries queries,
        SeriesIndex index,
        CardinalitySource cardinality,
        SeriesSource source,
        SampleSink sink,
        PushReceivers push,
        ScrapeControl scrapes,
        Supplier<List<GroupStatus>> rules,
        Optional<Alerting> alerting,
        Optional<StoreCare> care,
        Optional<Catalog> catalog,
        LiveStreams live,
        Readiness readiness,
        OwnMetrics metrics,
        ServerFacts facts) {}
