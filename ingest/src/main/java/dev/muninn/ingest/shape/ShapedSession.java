package dev.muninn.ingest.shape;

import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.SampleSink.Session;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Applies a policy to what one sender writes; used by one thread at a time. */
final class ShapedSession implements Session {

    /*
     * Counters and histograms are cumulative here, deltas having been added up before, so a sample
     * that is left out takes nothing away from a later rate: no weights are needed.
     */

    /**
     * Series whose last kept sample is remembered; more begin anew, which keeps one sample more.
     */
    private static final int MAX_REMEMBERED = 200_000;

    /** What relabeling made of a series; labels are null if it was dropped. */
    private static final class Shaped {
        private final @Nullable Labels labels;
        private final boolean isWhole;
        private long keptMillis = Long.MIN_VALUE;

        Shaped(@Nullable Labels labels, boolean isWhole) {
            this.labels = labels;
            this.isWhole = isWhole;
        }
    }

    private record Key(long high, long low) {}

    private final Session store;
    private final ShapingPolicy policy;
    private final LongAdder leftOut;
    private final TextHash hash;
    private final Map<Key, Shaped> series = new HashMap<>();
    private final WriteBatch shaped = new WriteBatch();

    ShapedSession(Session store, ShapingPolicy policy, LongAdder leftOut, long seed) {
        this.store = store;
        this.policy = policy;
        this.leftOut = leftOut;
        hash = new TextHash(seed);
    }

    @Override
    public WriteResult write(WriteBatch batch, Durability durability) {
        BatchCopy.copy(batch, shaped, this::add);
        return shaped.isEmpty() ? WriteResult.EMPTY : store.write(shaped, durability);
    }

    /** Whether something of the series was kept. */
    private boolean add(WriteBatch batch, int index, WriteBatch to) {
        Shaped known = shaped(batch, index);
        boolean isStarted = false;
        for (int j = batch.firstSample(index); j < batch.endSample(index); j++) {
            if (known.labels == null || !isDue(known, batch.timestamp(j))) {
                leftOut.increment();
                continue;
            }
            if (!isStarted) {
                to.addSeries(known.labels);
                isStarted = true;
            }
            known.keptMillis = batch.timestamp(j);
            BatchCopy.addSample(batch, j, to);
        }
        return isStarted;
    }

    private boolean isDue(Shaped known, long timeMillis) {
        return known.isWhole
                || known.keptMillis == Long.MIN_VALUE
                || timeMillis - known.keptMillis >= policy.sampleInterval().toMillis()
                // Late samples are rare and would look like gaps if they were left out.
                || timeMillis < known.keptMillis;
    }

    private Shaped shaped(WriteBatch batch, int index) {
        hash.take(batch.labelBuffer(), batch.labelStart(index), batch.labelEnd(index), 0);
        Key key = new Key(hash.high(), hash.low());
        Shaped known = series.get(key);
        if (known == null) {
            if (series.size() >= MAX_REMEMBERED) {
                series.clear();
            }
            Labels labels = policy.relabeling().apply(batch.labels(index));
            known =
                    new Shaped(
                            labels,
                            labels != null && policy.critical().matches(labels.metricName()));
            series.put(key, known);
        }
        return known;
    }
}
