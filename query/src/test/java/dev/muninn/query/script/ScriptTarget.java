package dev.muninn.query.script;

import dev.muninn.model.SampleSink;
import dev.muninn.model.SeriesSource;
import dev.muninn.testkit.MemoryStore;

/** An empty store for one part of a script; closed when the script clears it. */
interface ScriptTarget extends AutoCloseable {

    SampleSink sink();

    SeriesSource source();

    @Override
    void close();

    static ScriptTarget memory() {
        MemoryStore store = new MemoryStore();
        return new ScriptTarget() {
            @Override
            public SampleSink sink() {
                return store;
            }

            @Override
            public SeriesSource source() {
                return store;
            }

            @Override
            public void close() {}
        };
    }
}
