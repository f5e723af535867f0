package dev.muninn.store.head;

import dev.muninn.model.Append;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.codec.ChunkMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The samples of up to 4,096 series with consecutive numbers. All methods want {@link #lock}. */
public final class Stripe {

    /*
     * Floats in time order go to the open chunk, which is sealed when full. All else goes to side
     * runs. A flush freezes the times before a boundary: what is there must not change until it is
     * dropped, so samples that still come for these times wait in runs of their own.
     */

    /** Series with numbers that agree above these bits share a stripe. */
    public static final int SHIFT = 12;

    static final int SERIES = 1 << SHIFT;

    /** Enough to pack well, few enough that half-full chunks of a million series fit in memory. */
    private static final int SEAL_AT = 120;

    private final ReentrantLock lock = new ReentrantLock();
    private final OpenChunks open = new OpenChunks();
    private ChunkArena arena = new ChunkArena();
    private final SideRuns side = new SideRuns();
    private long frozenBefore = Long.MIN_VALUE;

    /** Kept only so that no load that {@link #touch} makes is left out as useless. */
    private byte touched;

    private final long[] times = new long[SEAL_AT];
    private final long[] bits = new long[SEAL_AT];

    public ReentrantLock lock() {
        return lock;
    }

    private static int slot(int ref) {
        return ref & SERIES - 1;
    }

    /** Where the series end that share a stripe with the one at {@code from}. */
    static int end(int[] refs, int from) {
        int to = from + 1;
        while (to < refs.length && refs[to] >>> SHIFT == refs[from] >>> SHIFT) {
            to++;
        }
        return to;
    }

    /**
     * Brings what is known of series into the processor's cache. Done for one after the other right
     * before its samples are appended, each would wait for memory; done for many at once, none of
     * these loads waits for the one before.
     */
    public void touch(int[] refs, int from, int to) {
        byte all = touched;
        for (int i = from; i < to; i++) {
            all ^= open.touch(slot(refs[i]));
        }
        touched = all;
    }

    /** Appends a float without start time. */
    public Append append(int ref, long time, long valueBits, AcceptRules rules) {
        int slot = slot(ref);
        open.cover(slot);
        if (time > open.newest(slot) && time >= frozenBefore) {
            if (time > rules.newestMillis()) {
                return Append.TOO_FAR_AHEAD;
            }
            if (time < rules.oldestMillis()) {
                return Append.TOO_OLD;
            }
            if (open.append(slot, time, valueBits) == SEAL_AT) {
                seal(slot);
            }
            return Append.STORED;
        }
        return append(ref, time, Double.longBitsToDouble(valueBits), null, 0, rules);
    }

    /** Appends a sample of any kind. */
    public Append append(
            int ref,
            long time,
            double value,
            @Nullable NativeHistogram histogram,
            long start,
            AcceptRules rules) {
        int slot = slot(ref);
        open.cover(slot);
        long newest = open.newest(slot);
        if (time > rules.newestMillis()) {
            return Append.TOO_FAR_AHEAD;
        }
        if (time < rules.oldestMillis()) {
            return Append.TOO_OLD;
        }
        if (time <= newest) {
            // First, as a repeated write of a sample that is there is no late sample.
            SampleBuffer there = find(slot, time);
            if (!there.isEmpty()) {
                return isSame(there, value, histogram) ? Append.STORED : Append.DUPLICATE;
            }
            if (newest - time > rules.lateMillis()) {
                return Append.TOO_OLD;
            }
        } else {
            open.newest(slot, time);
        }
        if (time < frozenBefore) {
            side.insertBehindFreeze(slot, time, value, histogram, start);
        } else {
            side.insert(slot, time, value, histogram, start);
        }
        return Append.STORED;
    }

    private static boolean isSame(
            SampleBuffer there, double value, @Nullable NativeHistogram histogram) {
        NativeHistogram other = there.histogram(0);
        return other == null
                ? histogram == null
                        && Double.doubleToRawLongBits(there.values()[0])
                                == Double.doubleToRawLongBits(value)
                : histogram != null && histogram.hasSameCounts(other);
    }

    /** The sample at a time, or nothing. */
    private SampleBuffer find(int slot, long time) {
        SampleBuffer found = new SampleBuffer();
        if (time == open.lastTime(slot)) {
            found.add(time, Double.longBitsToDouble(open.lastBits(slot)));
            return found;
        }
        List<Chunk> chunks = new ArrayList<>();
        collectSlot(slot, time, time, chunks);
        ChunkMerge.read(chunks, time, time, found);
        return found;
    }

    private void seal(int slot) {
        int count = open.count(slot);
        open.decode(slot, times, bits);
        open.sealed(slot, arena.append(open.sealed(slot), times, bits, count));
        open.clear(slot);
    }

    /**
     * Adds the chunks of a series that overlap the range; what is appended later is not in them.
     */
    public void collect(int ref, long fromMillis, long toMillis, List<Chunk> into) {
        int slot = slot(ref);
        if (slot < open.slots()) {
            collectSlot(slot, fromMillis, toMillis, into);
        }
    }

    private void collectSlot(int slot, long fromMillis, long toMillis, List<Chunk> into) {
        collectBeforeFreeze(slot, fromMillis, toMillis, into);
        side.collectBehindFreeze(slot, fromMillis, toMillis, into);
    }

    private void collectBeforeFreeze(int slot, long fromMillis, long toMillis, List<Chunk> into) {
        arena.collect(open.sealed(slot), fromMillis, toMillis, into);
        if (open.count(slot) > 0
                && open.firstTime(slot) <= toMillis
                && open.lastTime(slot) >= fromMillis) {
            into.add(open.copy(slot));
        }
        side.collect(slot, fromMillis, toMillis, into);
    }

    /** Keeps what is there before the time as it is until {@link #drop}. */
    void freeze(long before) {
        frozenBefore = before;
    }

    /** Adds the chunks of a series that overlap the range as they were when it was frozen. */
    void collectFrozen(int ref, long fromMillis, long toMillis, List<Chunk> into) {
        int slot = slot(ref);
        if (slot < open.slots()) {
            collectBeforeFreeze(slot, fromMillis, Math.min(toMillis, frozenBefore - 1), into);
        }
    }

    /** Tells the times from and to of every chunk with samples before the freeze. */
    void frozenSpans(LongSpan spans) {
        for (int slot = 0; slot < open.slots(); slot++) {
            for (long p = open.sealed(slot); p != ChunkArena.NOTHING; p = arena.before(p)) {
                span(arena.minTime(p), arena.maxTime(p), spans);
            }
            if (open.count(slot) > 0) {
                span(open.firstTime(slot), open.lastTime(slot), spans);
            }
        }
        List<Chunk> chunks = new ArrayList<>();
        side.collectAll(Long.MIN_VALUE, frozenBefore - 1, chunks);
        for (Chunk chunk : chunks) {
            span(chunk.minTime(), chunk.maxTime(), spans);
        }
    }

    private void span(long from, long to, LongSpan spans) {
        if (from < frozenBefore) {
            spans.span(from, Math.min(to, frozenBefore - 1));
        }
    }

    /** Takes times from and to. */
    public interface LongSpan {
        void span(long fromMillis, long toMillis);
    }

    /** Ends a freeze without dropping anything. */
    void thaw() {
        frozenBefore = Long.MIN_VALUE;
        side.thaw();
    }

    /** Drops what was frozen. */
    void drop() {
        long before = frozenBefore;
        ChunkArena old = arena;
        arena = new ChunkArena();
        List<Chunk> chunks = new ArrayList<>();
        for (int slot = 0; slot < open.slots(); slot++) {
            chunks.clear();
            old.collect(open.sealed(slot), before, Long.MAX_VALUE, chunks);
            open.sealed(slot, ChunkArena.NOTHING);
            for (Chunk chunk : chunks) {
                keep(slot, chunk, before);
            }
            dropOpen(slot, before);
        }
        side.drop(before);
        thaw();
    }

    private void keep(int slot, Chunk chunk, long from) {
        SampleBuffer samples = new SampleBuffer();
        chunk.read(from, Long.MAX_VALUE, samples);
        for (int start = 0; start < samples.size(); start += SEAL_AT) {
            int count = Math.min(SEAL_AT, samples.size() - start);
            for (int i = 0; i < count; i++) {
                times[i] = samples.timestamps()[start + i];
                bits[i] = Double.doubleToRawLongBits(samples.values()[start + i]);
            }
            open.sealed(slot, arena.append(open.sealed(slot), times, bits, count));
        }
    }

    private void dropOpen(int slot, long before) {
        int count = open.count(slot);
        if (count == 0 || open.firstTime(slot) >= before) {
            return;
        }
        long newest = open.newest(slot);
        open.decode(slot, times, bits);
        open.clear(slot);
        for (int i = 0; i < count; i++) {
            if (times[i] >= before) {
                open.append(slot, times[i], bits[i]);
            }
        }
        open.newest(slot, newest);
    }

    /** Newest sample of the series ever, or {@link OpenChunks#NEVER}. */
    long newest(int ref) {
        int slot = slot(ref);
        return slot < open.slots() ? open.newest(slot) : OpenChunks.NEVER;
    }

    /** Whether any sample of the series is held. */
    boolean holdsSamples(int ref) {
        int slot = slot(ref);
        return slot < open.slots()
                && (open.count(slot) > 0
                        || open.sealed(slot) != ChunkArena.NOTHING
                        || side.holds(slot));
    }

    void forgetLast() {
        for (int slot = 0; slot < open.slots(); slot++) {
            open.forgetLast(slot);
        }
    }

    void forget(int ref) {
        int slot = slot(ref);
        if (slot < open.slots()) {
            open.forget(slot);
        }
    }

    long memoryBytes() {
        return open.memoryBytes() + arena.memoryBytes() + side.memoryBytes();
    }

    int sealedChunks() {
        return arena.chunks();
    }
}
