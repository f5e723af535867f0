package dev.muninn.ingest.exposition;

import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of a histogram or summary in OpenMetrics 2.0, which stands in braces; read into again
 * and again.
 */
final class CompositeValue {

    /** What such a value is one of, judged by its fields. */
    enum Kind {
        HISTOGRAM,
        SUMMARY
    }

    /** The bound of a classic bucket, or a quantile, with what stands for it. */
    record Bound(double bound, double value) {}

    private static final int LOWEST_SCHEMA = -4;
    private static final int HIGHEST_SCHEMA = 8;

    private final List<Bound> bounds = new ArrayList<>();
    private final Side negative = new Side();
    private final Side positive = new Side();
    private Kind kind = Kind.HISTOGRAM;
    private boolean isGauge;
    private boolean isNative;
    private double count;
    private double sum;
    private int schema;
    private double zeroThreshold;
    private double zeroCount;

    /** The buckets of a native histogram on one side of zero. */
    private static final class Side {
        private final List<Integer> spans = new ArrayList<>();
        private final List<Double> buckets = new ArrayList<>();

        void clear() {
            spans.clear();
            buckets.clear();
        }
    }

    Kind kind() {
        return kind;
    }

    /** Whether the histogram tells what is there now, and not all there ever was. */
    boolean isGauge() {
        return isGauge;
    }

    boolean isNative() {
        return isNative;
    }

    double count() {
        return count;
    }

    double sum() {
        return sum;
    }

    /** Classic buckets by ascending bound, the last one infinite, or quantiles. */
    List<Bound> bounds() {
        return bounds;
    }

    NativeHistogram histogram(ResetHint hint) {
        return new NativeHistogram(
                hint,
                schema,
                zeroThreshold,
                zeroCount,
                count,
                sum,
                positive.spans.stream().mapToInt(Integer::intValue).toArray(),
                positive.buckets.stream().mapToDouble(Double::doubleValue).toArray(),
                negative.spans.stream().mapToInt(Integer::intValue).toArray(),
                negative.buckets.stream().mapToDouble(Double::doubleValue).toArray(),
                new double[0]);
    }

    /**
     * Reads from the opening brace to behind the closing one.
     *
     * @throws MuninnException of kind BAD_INPUT with the line and what is wrong there
     */
    void read(TextCursor in) {
        bounds.clear();
        negative.clear();
        positive.clear();
        isNative = false;
        in.at++;
        isGauge = in.startsWith("gcount:");
        count = readField(in, isGauge ? "gcount:" : "count:");
        sum = readField(in, isGauge ? ",gsum:" : ",sum:");
        boolean isSummary = !isGauge && in.startsWith(",quantile:[");
        kind = isSummary ? Kind.SUMMARY : Kind.HISTOGRAM;
        if (kind == Kind.SUMMARY) {
            readBounds(in, ",quantile:[");
        } else {
            readBuckets(in);
        }
        pass(in, "}");
    }

    private void readBuckets(TextCursor in) {
        if (in.startsWith(",schema:")) {
            readNative(in);
            if (in.peek() == '}') {
                return;
            }
        }
        int start = in.at;
        readBounds(in, ",bucket:[");
        if (bounds.isEmpty() || bounds.getLast().bound() != Double.POSITIVE_INFINITY) {
            in.at = start;
            throw in.refused("the last bucket is not that of +Inf");
        }
    }

    private void readNative(TextCursor in) {
        pass(in, ",schema:");
        schema = readInteger(in, "schema");
        if (schema < LOWEST_SCHEMA || schema > HIGHEST_SCHEMA) {
            throw in.refused(
                    "schema %d is not from %d to %d"
                            .formatted(schema, LOWEST_SCHEMA, HIGHEST_SCHEMA));
        }
        zeroThreshold = readField(in, ",zero_threshold:");
        if (!(zeroThreshold >= 0) || Double.isInfinite(zeroThreshold)) {
            throw in.refused("zero_threshold is " + zeroThreshold);
        }
        zeroCount = readField(in, ",zero_count:");
        readSide(in, "negative", negative);
        readSide(in, "positive", positive);
        isNative = true;
        try {
            NativeHistogram _ = histogram(ResetHint.UNKNOWN);
        } catch (MuninnException e) {
            throw in.refused(String.valueOf(e.getMessage()));
        }
    }

    private static void readSide(TextCursor in, String name, Side side) {
        String spans = "," + name + "_spans:[";
        if (!in.startsWith(spans)) {
            return;
        }
        in.at += spans.length();
        while (in.peek() != ']') {
            passComma(in, side.spans.isEmpty());
            side.spans.add(readInteger(in, "offset of a span"));
            pass(in, ":");
            side.spans.add(readInteger(in, "length of a span"));
        }
        in.at++;
        pass(in, "," + name + "_buckets:[");
        while (in.peek() != ']') {
            passComma(in, side.buckets.isEmpty());
            side.buckets.add(readNumber(in));
        }
        in.at++;
    }

    private void readBounds(TextCursor in, String field) {
        pass(in, field);
        while (in.peek() != ']') {
            passComma(in, bounds.isEmpty());
            double bound = readNumber(in);
            if (!bounds.isEmpty() && !(bound > bounds.getLast().bound())) {
                throw in.refused("bounds of buckets or quantiles do not ascend");
            }
            pass(in, ":");
            bounds.add(new Bound(bound, readNumber(in)));
        }
        in.at++;
    }

    private static double readField(TextCursor in, String field) {
        pass(in, field);
        return readNumber(in);
    }

    private static void passComma(TextCursor in, boolean isFirst) {
        if (!isFirst) {
            pass(in, ",");
        }
    }

    private static void pass(TextCursor in, String text) {
        if (!in.startsWith(text)) {
            throw in.expected("\"" + text + "\"");
        }
        in.at += text.length();
    }

    private static double readNumber(TextCursor in) {
        int start = in.at;
        int end = numberEnd(in);
        try {
            double number = FloatReader.read(in.bytes, start, end);
            in.at = end;
            return number;
        } catch (MuninnException e) {
            throw in.refused(String.valueOf(e.getMessage()));
        }
    }

    private static int readInteger(TextCursor in, String what) {
        int start = in.at;
        double number = readNumber(in);
        if ((int) number != number) {
            in.at = start;
            throw in.refused("the " + what + " is no whole number: " + number);
        }
        return (int) number;
    }

    /** Where the number ends that starts at the cursor. */
    private static int numberEnd(TextCursor in) {
        int end = in.at;
        while (end < in.end && isPartOfNumber(in.bytes[end])) {
            end++;
        }
        if (end == in.at) {
            throw in.expected("a number");
        }
        return end;
    }

    private static boolean isPartOfNumber(byte b) {
        return b > ' ' && b != ',' && b != ':' && b != ']' && b != '}';
    }
}
