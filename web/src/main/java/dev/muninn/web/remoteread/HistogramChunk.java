package dev.muninn.web.remoteread;

import dev.muninn.model.NativeHistogram;

/** Writes a native histogram as Prometheus' chunk of float histograms that holds just this one. */
final class HistogramChunk {

    static final int TYPE = 3;

    /** How many bits a number takes, and the code of so many ones that says so. */
    private static final int[] WIDTHS = {3, 6, 9, 12, 18, 25, 56, 64};

    /** A threshold that is no power of two stands behind this as it is. */
    private static final int ANY_THRESHOLD = 255;

    private final BitWriter out = new BitWriter();

    byte[] write(long timeMillis, NativeHistogram histogram) {
        out.clear();
        out.put(1, 16);
        out.put(
                switch (histogram.resetHint()) {
                    case UNKNOWN -> 0;
                    case NO_RESET -> 0b01;
                    case RESET -> 0b10;
                    case GAUGE -> 0b11;
                },
                2);
        out.put(0, 6);
        putThreshold(histogram.zeroThreshold());
        putSigned(histogram.schema());
        putSpans(histogram.positiveSpans());
        putSpans(histogram.negativeSpans());
        if (histogram.schema() == NativeHistogram.CUSTOM_SCHEMA) {
            putUnsigned(histogram.customBounds().length);
            for (double bound : histogram.customBounds()) {
                out.put(0, 1);
                out.put(bound);
            }
        }
        putSigned(timeMillis);
        out.put(histogram.count());
        out.put(histogram.zeroCount());
        out.put(histogram.sum());
        for (double bucket : histogram.positiveBuckets()) {
            out.put(bucket);
        }
        for (double bucket : histogram.negativeBuckets()) {
            out.put(bucket);
        }
        return out.toBytes();
    }

    private void putThreshold(double threshold) {
        if (threshold == 0) {
            out.put(0, 8);
            return;
        }
        out.put(ANY_THRESHOLD, 8);
        out.put(threshold);
    }

    private void putSpans(int[] spans) {
        putUnsigned(spans.length / 2);
        for (int i = 0; i < spans.length; i += 2) {
            putUnsigned(spans[i + 1]);
            putSigned(spans[i]);
        }
    }

    private void putUnsigned(long value) {
        int width = 0;
        while (width < WIDTHS.length - 1 && value >>> WIDTHS[width] != 0) {
            width++;
        }
        putCoded(value, value == 0, width);
    }

    private void putSigned(long value) {
        int width = 0;
        while (width < WIDTHS.length - 1 && !fits(value, WIDTHS[width])) {
            width++;
        }
        putCoded(value, value == 0, width);
    }

    private static boolean fits(long value, int width) {
        long half = 1L << width - 1;
        return value > -half && value <= half;
    }

    private void putCoded(long value, boolean isZero, int width) {
        if (isZero) {
            out.put(0, 1);
            return;
        }
        // So many ones, and a zero behind them but for the last.
        boolean isLast = width == WIDTHS.length - 1;
        out.put(isLast ? 0xff : (1L << width + 2) - 2, isLast ? 8 : width + 2);
        out.put(value, WIDTHS[width]);
    }
}
