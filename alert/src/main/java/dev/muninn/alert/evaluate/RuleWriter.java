package dev.muninn.alert.evaluate;

import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.WriteBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes what the rules of a group give. What the store refuses for the moment waits here and is
 * offered again before the next write, in its order; confined to the group's run.
 */
final class RuleWriter {

    private static final System.Logger LOGGER = System.getLogger(RuleWriter.class.getName());

    /** An hour of a large group at the usual interval; beyond it the oldest are given up. */
    private static final int MAX_WAITING_SAMPLES = 1_000_000;

    private final String group;
    private final SampleSink.Session session;
    private final Deque<WriteBatch> waiting = new ArrayDeque<>();
    private int waitingSamples;
    private final LongAdder lostSamples = new LongAdder();

    RuleWriter(String group, SampleSink sink) {
        this.group = group;
        session = sink.session("rules " + group);
    }

    /** Takes over what an earlier set of rules could not write yet. */
    void inherit(RuleWriter before) {
        waiting.addAll(before.waiting);
        waitingSamples += before.waitingSamples;
        before.waiting.clear();
    }

    /** Writes a batch, which is the writer's from now on; false if it has to wait. */
    boolean write(WriteBatch batch) {
        if (!batch.isEmpty()) {
            waiting.add(batch);
            waitingSamples += batch.sampleCount();
        }
        return writeWaiting();
    }

    /** Offers again what waits; false if the store still refuses. */
    boolean writeWaiting() {
        while (!waiting.isEmpty()) {
            try {
                session.write(waiting.getFirst(), SampleSink.Durability.ASYNC);
            } catch (MuninnException e) {
                giveUpOldest();
                return false;
            }
            waitingSamples -= waiting.removeFirst().sampleCount();
        }
        return true;
    }

    private void giveUpOldest() {
        while (waitingSamples > MAX_WAITING_SAMPLES) {
            int lost = waiting.removeFirst().sampleCount();
            if (lostSamples.sum() == 0) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "rule group {0}: the store refuses for so long that results are lost",
                        group);
            }
            waitingSamples -= lost;
            lostSamples.add(lost);
        }
    }

    int waitingSamples() {
        return waitingSamples;
    }

    long lostSamples() {
        return lostSamples.sum();
    }
}
