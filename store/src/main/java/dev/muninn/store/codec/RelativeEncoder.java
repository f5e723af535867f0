package dev.muninn.store.codec;

import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites chunks of a block as {@link RelativeColumn}s where that is much shorter. Confined to one
 * thread.
 */
public final class RelativeEncoder {

    /*
     * Chunks that share their times are of one scrape target. Some differences of each are held
     * against those of the chunks before it; with the likest one it is tried in full. What counts
     * from another is never counted from, so that no reader needs more than two.
     */

    /** About as many series as a host has that change. */
    private static final int MAX_TRIED = 256;

    /** What is remembered of all targets; of many, each has fewer chunks in it. */
    private static final int MAX_BYTES = 16 << 20;

    /** What a chunk takes beside its bytes. */
    private static final int COLUMN_BYTES = DifferenceSample.SIZE * Long.BYTES + 128;

    /** Reading takes two chunks in place of one, maybe another page, so it has to save much. */
    private static final int WORTH_PERCENT = 25;

    /** Shorter ones are not worth looking for anything. */
    private static final int LEAST_BYTES = 64;

    /** Digits that columns of integers have room for. */
    private static final int MAX_DIGITS = 60;

    /** A chunk that stands for itself. */
    private record Column(int page, int offset, byte[] chunk, DifferenceSample sample) {

        int bytes() {
            return chunk.length + COLUMN_BYTES;
        }
    }

    private record Likest(Column column, boolean isOpposed) {}

    private final Map<Long, Deque<Column>> known = new HashMap<>();

    /** The times of those that are known, the oldest first. */
    private final Deque<Long> order = new ArrayDeque<>();

    private final DenseIntegers integers = new DenseIntegers();
    private int bytes;
    private long[] numbers = new long[DifferenceSample.SIZE];
    private long[] others = new long[DifferenceSample.SIZE];

    /**
     * Rewrites the chunk that was written last, if there is one before it that it is like.
     *
     * @param times where its times stand: the same for chunks of the same times
     * @param page in which it stands
     * @param start where in the page, which {@code out} has so far
     */
    public void shorten(long times, int page, int start, int count, ByteWriter out) {
        if (out.size() - start < LEAST_BYTES || count <= DifferenceSample.SIZE) {
            return;
        }
        ByteReader in = new ByteReader(out.array(), start, out.size());
        if (!RelativeColumn.toIntegers(in, count)) {
            return;
        }
        int head = in.position() - start;
        if (numbers.length < count) {
            numbers = new long[count];
            others = new long[count];
        }
        IntegerColumn.decode(in, count, numbers);
        DifferenceSample sample = DifferenceSample.of(numbers, count);
        Likest likest = likest(times, sample);
        if (likest == null || !rewrite(likest, sample, page, start, head, count, out)) {
            byte[] chunk = Arrays.copyOfRange(out.array(), start, out.size());
            remember(times, new Column(page, start, chunk, sample));
        }
    }

    private @Nullable Likest likest(long times, DifferenceSample sample) {
        Likest found = null;
        int least = sample.bits() * (100 - WORTH_PERCENT) / 100;
        Iterator<Column> latest =
                known.getOrDefault(times, new ArrayDeque<>()).descendingIterator();
        for (int i = 0; i < MAX_TRIED && latest.hasNext(); i++) {
            Column column = latest.next();
            int added = sample.bitsBeside(column.sample, 1, least);
            int takenOff = sample.bitsBeside(column.sample, -1, added);
            if (takenOff < least) {
                least = takenOff;
                found = new Likest(column, takenOff < added);
            }
        }
        return found;
    }

    private boolean rewrite(
            Likest likest,
            DifferenceSample sample,
            int page,
            int start,
            int head,
            int count,
            ByteWriter out) {
        Column column = likest.column;
        RelativeBase base =
                new RelativeBase(
                        page - column.page,
                        column.offset,
                        sample.unitDigits() - column.sample.unitDigits(),
                        likest.isOpposed);
        if (!takeOff(column, base, count)) {
            return false;
        }
        int middle = out.size();
        base.write(out.u8(RelativeColumn.FLAGS));
        out.bytes(out.array(), start + 1, head - 1);
        integers.encode(numbers, count, out);
        int limit = integers.squeezed(out.array(), start, middle) * (100 - WORTH_PERCENT) / 100;
        int length = out.size() - middle;
        if (length > limit && integers.squeezed(out.array(), middle, out.size()) > limit) {
            out.truncate(middle);
            return false;
        }
        System.arraycopy(out.array(), middle, out.array(), start, length);
        out.truncate(start + length);
        return true;
    }

    /** Leaves of the numbers what those of the base do not tell; no if that is too large. */
    private boolean takeOff(Column column, RelativeBase base, int count) {
        ByteReader in = new ByteReader(column.chunk);
        if (!RelativeColumn.toIntegers(in, count)) {
            return false;
        }
        IntegerColumn.decode(in, count, others);
        long union = 0;
        for (int i = 0; i < count; i++) {
            numbers[i] -= base.share(others[i]);
            union |= numbers[i] ^ numbers[i] >> Long.SIZE - 1;
        }
        return union >>> MAX_DIGITS == 0;
    }

    private void remember(long times, Column column) {
        known.computeIfAbsent(times, t -> new ArrayDeque<>()).add(column);
        order.add(times);
        for (bytes += column.bytes(); bytes > MAX_BYTES; ) {
            long oldest = order.remove();
            Deque<Column> columns = known.get(oldest);
            if (columns != null) {
                bytes -= columns.remove().bytes();
                if (columns.isEmpty()) {
                    known.remove(oldest);
                }
            }
        }
    }
}
