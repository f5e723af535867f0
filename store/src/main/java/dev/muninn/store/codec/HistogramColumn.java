package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;
import java.util.List;

/**
 * A column of native histograms: runs of one bucket layout, in each a value column for the zero
 * count, the count, the sum and every bucket. Confined to one thread.
 */
final class HistogramColumn {

    private static final List<ResetHint> HINTS = List.of(ResetHint.values());

    private final ValueColumn values = new ValueColumn();

    void encode(List<NativeHistogram> histograms, ByteWriter out) {
        for (int from = 0; from < histograms.size(); ) {
            int to = from + 1;
            while (to < histograms.size()
                    && isSameLayout(histograms.get(from), histograms.get(to))) {
                to++;
            }
            encodeRun(histograms.subList(from, to), out);
            from = to;
        }
    }

    private static boolean isSameLayout(NativeHistogram a, NativeHistogram b) {
        return a.schema() == b.schema()
                && a.resetHint() == b.resetHint()
                && Double.doubleToRawLongBits(a.zeroThreshold())
                        == Double.doubleToRawLongBits(b.zeroThreshold())
                && Arrays.equals(a.positiveSpans(), b.positiveSpans())
                && Arrays.equals(a.negativeSpans(), b.negativeSpans())
                && Arrays.equals(a.customBounds(), b.customBounds());
    }

    private void encodeRun(List<NativeHistogram> run, ByteWriter out) {
        NativeHistogram first = run.getFirst();
        out.varint(run.size()).zigzag(first.schema()).u8(first.resetHint().ordinal());
        out.u64(Double.doubleToRawLongBits(first.zeroThreshold()));
        encodeSpans(first.positiveSpans(), out);
        encodeSpans(first.negativeSpans(), out);
        out.varint(first.customBounds().length);
        for (double bound : first.customBounds()) {
            out.u64(Double.doubleToRawLongBits(bound));
        }
        long[] column = new long[run.size()];
        int columns = 3 + first.positiveBuckets().length + first.negativeBuckets().length;
        for (int c = 0; c < columns; c++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = Double.doubleToRawLongBits(field(run.get(i), c));
            }
            values.encode(column, column.length, out);
        }
    }

    private static void encodeSpans(int[] spans, ByteWriter out) {
        out.varint(spans.length);
        for (int part : spans) {
            out.zigzag(part);
        }
    }

    private static double field(NativeHistogram histogram, int column) {
        int positive = histogram.positiveBuckets().length;
        return switch (column) {
            case 0 -> histogram.zeroCount();
            case 1 -> histogram.count();
            case 2 -> histogram.sum();
            default ->
                    column - 3 < positive
                            ? histogram.positiveBuckets()[column - 3]
                            : histogram.negativeBuckets()[column - 3 - positive];
        };
    }

    static NativeHistogram[] decode(ByteReader in, int count) {
        NativeHistogram[] out = new NativeHistogram[count];
        for (int done = 0; done < count; ) {
            int run = in.count(count - done);
            if (run == 0) {
                throw new MuninnException(MuninnException.Kind.CORRUPT, "empty run of histograms");
            }
            decodeRun(in, run, out, done);
            done += run;
        }
        return out;
    }

    private static void decodeRun(ByteReader in, int run, NativeHistogram[] out, int from) {
        int schema = (int) in.zigzag();
        int hint = in.u8();
        if (hint >= HINTS.size()) {
            throw new MuninnException(MuninnException.Kind.CORRUPT, "reset hint " + hint);
        }
        double zeroThreshold = Double.longBitsToDouble(in.u64());
        int[] positiveSpans = decodeSpans(in);
        int[] negativeSpans = decodeSpans(in);
        double[] bounds = new double[in.count(in.remaining() / 8)];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Double.longBitsToDouble(in.u64());
        }
        int positive = covered(positiveSpans, in);
        int negative = covered(negativeSpans, in);
        double[][] columns = new double[3 + positive + negative][run];
        for (double[] column : columns) {
            ValueColumn.decode(in, run, column, 0);
        }
        for (int i = 0; i < run; i++) {
            out[from + i] =
                    new NativeHistogram(
                            HINTS.get(hint),
                            schema,
                            zeroThreshold,
                            columns[0][i],
                            columns[1][i],
                            columns[2][i],
                            positiveSpans,
                            row(columns, 3, positive, i),
                            negativeSpans,
                            row(columns, 3 + positive, negative, i),
                            bounds);
        }
    }

    private static int[] decodeSpans(ByteReader in) {
        int[] spans = new int[in.count(in.remaining())];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = (int) in.zigzag();
        }
        return spans;
    }

    /** Buckets that spans cover; each takes at least nine bytes of what is left. */
    private static int covered(int[] spans, ByteReader in) {
        long sum = 0;
        for (int i = 1; i < spans.length; i += 2) {
            sum += spans[i];
        }
        if (sum < 0 || sum > in.remaining() / 3) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "histogram spans cover " + sum + " buckets");
        }
        return (int) sum;
    }

    private static double[] row(double[][] columns, int from, int count, int row) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = columns[from + i][row];
        }
        return values;
    }
}
