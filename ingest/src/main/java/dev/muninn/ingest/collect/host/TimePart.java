package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.model.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The system's time and time zone. */
final class TimePart implements Part {

    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ROOT);

    private final Clock clock;
    private int offsetSeconds;
    private String zone = "";

    TimePart(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "time";
    }

    @Override
    public void collect(SampleFrame into) {
        long now = clock.millis();
        into.gauge("node_time_seconds", "System time in seconds since epoch (1970).", now / 1e3);
        ZonedDateTime here = Instant.ofEpochMilli(now).atZone(ZoneId.systemDefault());
        int offset = here.getOffset().getTotalSeconds();
        if (zone.isEmpty() || offset != offsetSeconds) {
            offsetSeconds = offset;
            zone = ZONE.format(here);
        }
        into.gauge(
                "node_time_zone_offset_seconds",
                "System time zone offset in seconds.",
                offset,
                "time_zone",
                zone);
    }
}
