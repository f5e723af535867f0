package dev.muninn.query.script;

import dev.muninn.model.SampleSink;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.WriteResult;
import dev.muninn.store.Store;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;

/** A store on disk that takes samples of any age; every second write is flushed into blocks. */
final class StoredTarget implements ScriptTarget {

    /** Scripts tell of 1970, which must be within the retention. */
    private static final Duration LIFE = Duration.ofDays(36_500);

    private final Store store;
    private int writes;

    private StoredTarget(Store store) {
        this.store = store;
    }

    static StoredTarget open(Path folder) {
        StoreOptions options =
                StoreOptions.defaults().withRawRetention(LIFE).withOutOfOrderWindow(LIFE);
        ManualClock clock = new ManualClock(Duration.ofDays(3650).toMillis());
        return new StoredTarget(Store.open(folder, options, clock));
    }

    @Override
    public SampleSink sink() {
        return sender -> {
            SampleSink.Session session = store.session(sender);
            return (batch, durability) -> {
                WriteResult result = session.write(batch, durability);
                if (writes++ % 2 == 0) {
                    store.flush();
                }
                return result;
            };
        };
    }

    @Override
    public SeriesSource source() {
        return store;
    }

    @Override
    public void close() {
        store.close();
    }
}
