package dev.muninn.store.codec;

import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;

/** Writes {@link HuffmanColumn}s. Confined to one thread; memory is reused from call to call. */
final class HuffmanEncoder {

    /*
     * How often to difference, and whether to fold, is chosen by a rough count of sizes; most columns
     * are given up by that, which is what makes this quick enough.
     */

    /** Bits that the length of a code takes. */
    private static final int LENGTH_BITS = 4;

    /** What digits in the classes may save beside a class for each length, in bits a number. */
    private static final double FINER = 0.25;

    /** Sizes below count one by one in a rough estimate, others by their lengths. */
    private static final int SMALL = 16;

    private final int[] rough = new int[SMALL + Long.SIZE];
    private final int[] finest = new int[SizeForm.CLASSES];
    private final int[] counts = new int[SizeForm.CLASSES];
    private long[] numbers = new long[128];
    private SizeForm best = new SizeForm(0, 0, 0, 0, false);
    private double bestBits;

    /**
     * Appends the first {@code count} numbers, one at least, in the form that takes the fewest
     * bits; false, and nothing, if that would surely be more than so many bytes, or some vary too
     * much.
     */
    boolean encode(long[] values, int count, int limit, ByteWriter out) {
        if (numbers.length < count) {
            numbers = new long[count];
        }
        System.arraycopy(values, 0, numbers, 0, count);
        bestBits = Double.MAX_VALUE;
        for (int order = 0; order <= SizeForm.MAX_ORDER && order < count; order++) {
            if (order > 0) {
                difference(order, count);
            }
            tryOrder(order, count);
        }
        if (bestBits - FINER * count > (double) Byte.SIZE * limit) {
            return false;
        }
        System.arraycopy(values, 0, numbers, 0, count);
        for (int order = 1; order <= best.order(); order++) {
            difference(order, count);
        }
        chooseDigits(count);
        write(count, out);
        return true;
    }

    /** Differences once more; what stands in front of the differences stays. */
    private void difference(int order, int count) {
        for (int i = count - 1; i >= order; i--) {
            numbers[i] -= numbers[i - 1];
        }
    }

    private void tryOrder(int order, int count) {
        long least = numbers[order];
        for (int i = order + 1; i < count; i++) {
            least = Math.min(least, numbers[i]);
        }
        tryForm(form(order, least, false, count), count);
        if (order > 0 && least < 0) {
            tryForm(form(order, 0, true, count), count);
        }
    }

    private SizeForm form(int order, long base, boolean isFolded, int count) {
        long union = 0;
        for (int i = order; i < count; i++) {
            union |= numbers[i] - base;
        }
        int shift = union == 0 ? 0 : Long.numberOfTrailingZeros(union);
        return new SizeForm(order, base, shift, SizeForm.MAX_DIGITS, isFolded);
    }

    /** Keeps a form if it seems the shortest so far. */
    private void tryForm(SizeForm form, int count) {
        Arrays.fill(rough, 0);
        long union = 0;
        for (int i = form.order(); i < count; i++) {
            long size = form.size(numbers[i]);
            union |= size;
            boolean isSmall = size >= 0 && size < SMALL;
            rough[isSmall ? (int) size : SMALL + Long.SIZE - 1 - Long.numberOfLeadingZeros(size)]++;
        }
        if (union >>> SizeForm.MAX_BITS != 0) {
            return;
        }
        double bits = 0;
        for (int i = 0; i < rough.length; i++) {
            if (rough[i] > 0) {
                bits += rough[i] * (Math.max(0, i - SMALL) + codeLength(rough[i], count));
            }
        }
        if (bits < bestBits) {
            bestBits = bits;
            best = form;
        }
    }

    /** What an ideal code takes for one of so many. */
    private static double codeLength(int of, int count) {
        return Math.log((double) count / of) / Math.log(2);
    }

    /** Fewer digits in the classes make these fewer, and codes shorter to write down. */
    private void chooseDigits(int count) {
        SizeForm form = best;
        Arrays.fill(finest, 0);
        for (int i = form.order(); i < count; i++) {
            finest[form.classOf(form.size(numbers[i]))]++;
        }
        bestBits = Double.MAX_VALUE;
        for (int digits = SizeForm.MAX_DIGITS; digits >= 0; digits--) {
            SizeForm coarser = form.withDigits(digits);
            Arrays.fill(counts, 0);
            for (int i = 0; i < finest.length; i++) {
                if (finest[i] > 0) {
                    counts[coarser.classOf(form.least(i))] += finest[i];
                }
            }
            double bits = bits(coarser, count);
            if (bits < bestBits) {
                bestBits = bits;
                best = coarser;
            }
        }
    }

    /** What the numbers take with codes of ideal lengths, these included. */
    private double bits(SizeForm form, int count) {
        double bits = 0;
        int first = -1;
        int last = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                first = first < 0 ? i : first;
                last = i;
                bits += counts[i] * (form.digitsBehind(i) + codeLength(counts[i], count));
            }
        }
        int span = last - first + 1;
        return span > HuffmanCode.MAX_SYMBOLS ? Double.MAX_VALUE : bits + LENGTH_BITS * span;
    }

    private void write(int count, ByteWriter out) {
        int order = best.order();
        out.u8(HuffmanColumn.FORM | order);
        for (int i = 0; i < order; i++) {
            out.zigzag(numbers[i]);
        }
        best.write(out);
        Arrays.fill(counts, 0);
        for (int i = order; i < count; i++) {
            numbers[i] = best.size(numbers[i]);
            counts[best.classOf(numbers[i])]++;
        }
        HuffmanCode code = HuffmanCode.of(counts);
        code.write(out);
        int share = HuffmanColumn.share(count - order);
        for (int row = 0; row < HuffmanColumn.ROWS; row++) {
            int from = Math.min(order + row * share, count);
            out.varint(rowBytes(from, Math.min(from + share, count), code));
        }
        for (int from = order; from < count; from += share) {
            writeRow(from, Math.min(from + share, count), code, out);
        }
    }

    private long rowBytes(int from, int to, HuffmanCode code) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            int sizeClass = best.classOf(numbers[i]);
            bits += code.length(sizeClass) + best.digitsBehind(sizeClass);
        }
        return bits + 7 >>> 3;
    }

    private void writeRow(int from, int to, HuffmanCode code, ByteWriter out) {
        long pending = 0;
        int used = 0;
        for (int i = from; i < to; i++) {
            int sizeClass = best.classOf(numbers[i]);
            int behind = best.digitsBehind(sizeClass);
            int length = code.length(sizeClass);
            long low = numbers[i] & (1L << behind) - 1;
            pending |= (code.code(sizeClass) | low << length) << used;
            used += length + behind;
            for (; used >= Byte.SIZE; used -= Byte.SIZE) {
                out.u8((int) pending);
                pending >>>= Byte.SIZE;
            }
        }
        if (used > 0) {
            out.u8((int) pending);
        }
    }
}
