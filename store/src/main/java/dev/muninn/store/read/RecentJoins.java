package dev.muninn.store.read;

import dev.muninn.model.Matcher;
import dev.muninn.store.block.Block;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found in blocks lately, up to a number of bytes: dashboards ask for the same series
 * again and again, and to find ten thousand in some blocks takes as long as to read them. Safe for
 * use by many threads.
 */
final class RecentJoins {

    /** What one series takes: its labels, its hash and its places, and what it is found by. */
    private static final long SERIES_BYTES = 400;

    /** The same of a question, whatever is found. */
    private static final long QUESTION_BYTES = 1_000;

    /**
     * What was asked of which blocks.
     *
     * @param blocks their sequence numbers, of which none is used twice
     */
    record Question(List<Matcher> matchers, List<Long> blocks) {

        static Question of(List<Matcher> matchers, List<Block> blocks) {
            return new Question(
                    List.copyOf(matchers),
                    blocks.stream().map(block -> block.meta().sequence()).toList());
        }
    }

    private static final class Kept {
        private final BlockJoin join;

        /** What was counted of it. */
        private long bytes;

        Kept(BlockJoin join) {
            this.join = join;
        }
    }

    private final long maxBytes;

    /** The one that was not asked for longest first. */
    private final Map<Question, Kept> joins = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    RecentJoins(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized @Nullable BlockJoin get(Question question) {
        Kept kept = joins.get(question);
        if (kept == null) {
            return null;
        }
        // Its readers have looked up where chunks are since.
        count(kept);
        return kept.join;
    }

    synchronized void put(Question question, BlockJoin join) {
        if (bytes(join) > maxBytes) {
            return;
        }
        Kept kept = new Kept(join);
        Kept before = joins.put(question, kept);
        bytes -= before == null ? 0 : before.bytes;
        count(kept);
    }

    private void count(Kept kept) {
        long now = bytes(kept.join);
        bytes += now - kept.bytes;
        kept.bytes = now;
        Iterator<Kept> oldest = joins.values().iterator();
        while (bytes > maxBytes) {
            bytes -= oldest.next().bytes;
            oldest.remove();
        }
    }

    private static long bytes(BlockJoin join) {
        return QUESTION_BYTES + SERIES_BYTES * join.size() + join.chunkBytes();
    }

    /** Memory that is taken at present, about. */
    synchronized long bytes() {
        return bytes;
    }
}
