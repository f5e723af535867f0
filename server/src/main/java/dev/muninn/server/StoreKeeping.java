package dev.muninn.server;

import dev.muninn.model.Clock;
import dev.muninn.model.Matcher;
import dev.muninn.model.TimeRange;
import dev.muninn.store.Store;
import dev.muninn.web.StoreCare;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What an operator may ask of the store over HTTP. */
final class StoreKeeping implements StoreCare {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Store store;
    private final Path snapshots;
    private final Clock clock;

    /** Snapshots go into a folder beside the data. */
    StoreKeeping(Store store, Path data, Clock clock) {
        this.store = store;
        snapshots = data.resolve("snapshots");
        this.clock = clock;
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public void compact() {
        store.compact();
    }

    @Override
    public void delete(List<Matcher> matchers, TimeRange range) {
        var _ = store.delete(matchers, range);
    }

    @Override
    public String snapshot() {
        String name = NAME.format(Instant.ofEpochMilli(clock.millis()));
        store.backup(snapshots.resolve(name));
        return name;
    }
}
