package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.Exemplar;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram.ResetHint;
import org.jspecify.annotations.Nullable;

/**
 * Parses Prometheus' protobuf format: messages {@code MetricFamily}, each behind its length. The
 * bytes are walked as they stand; confined to one thread.
 */
public final class MetricFamilyParser {

    private static final int NAME = 1 << 3 | ProtobufCursor.BYTES;
    private static final int HELP = 2 << 3 | ProtobufCursor.BYTES;
    private static final int TYPE = 3 << 3 | ProtobufCursor.VARINT;
    private static final int METRIC = 4 << 3 | ProtobufCursor.BYTES;
    private static final int UNIT = 5 << 3 | ProtobufCursor.BYTES;

    private static final int LABEL = 1 << 3 | ProtobufCursor.BYTES;
    private static final int GAUGE = 2 << 3 | ProtobufCursor.BYTES;
    private static final int COUNTER = 3 << 3 | ProtobufCursor.BYTES;
    private static final int SUMMARY = 4 << 3 | ProtobufCursor.BYTES;
    private static final int UNTYPED = 5 << 3 | ProtobufCursor.BYTES;
    private static final int TIMESTAMP = 6 << 3 | ProtobufCursor.VARINT;
    private static final int HISTOGRAM = 7 << 3 | ProtobufCursor.BYTES;

    /** Of gauges, counters and metrics without a type. */
    private static final int VALUE = 1 << 3 | ProtobufCursor.FIXED64;

    private static final int VALUE_EXEMPLAR = 2 << 3 | ProtobufCursor.BYTES;

    private static final int SUMMARY_COUNT = 1 << 3 | ProtobufCursor.VARINT;
    private static final int SUMMARY_SUM = 2 << 3 | ProtobufCursor.FIXED64;
    private static final int QUANTILE = 3 << 3 | ProtobufCursor.BYTES;
    private static final int QUANTILE_RANK = 1 << 3 | ProtobufCursor.FIXED64;
    private static final int QUANTILE_VALUE = 2 << 3 | ProtobufCursor.FIXED64;

    /** In the order of their numbers. */
    private static final MetricMetadata.Type[] TYPES = {
        MetricMetadata.Type.COUNTER,
        MetricMetadata.Type.GAUGE,
        MetricMetadata.Type.SUMMARY,
        MetricMetadata.Type.UNKNOWN,
        MetricMetadata.Type.HISTOGRAM,
        MetricMetadata.Type.GAUGE_HISTOGRAM
    };

    private final ProtobufCursor in = new ProtobufCursor();
    private final FamilySeries series = new FamilySeries();
    private final HistogramMessage histogram = new HistogramMessage();
    private final ExemplarMessage exemplars = new ExemplarMessage();
    private HistogramChoice choice = HistogramChoice.BOTH;
    private MetricMetadata.Type type = MetricMetadata.Type.UNKNOWN;
    private long timestamp;

    /**
     * Hands the body's samples to the handler; those before a broken message have been handed over
     * when this throws.
     *
     * @throws MuninnException of kind BAD_INPUT with the byte where a message is broken
     */
    public void parse(BodyBuffer body, HistogramChoice histograms, ExpositionHandler handler) {
        choice = histograms;
        in.reset(body.bytes(), 0, body.length());
        while (in.hasMore()) {
            int outer = in.enter();
            family(handler);
            in.leave(outer);
        }
    }

    private void family(ExpositionHandler handler) {
        int start = in.position();
        header(handler);
        in.moveTo(start);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == METRIC) {
                int outer = in.enter();
                metric(handler);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }

    /** Reads what concerns all metrics; it may stand behind them. */
    private void header(ExpositionHandler handler) {
        int nameStart = 0;
        int nameLength = 0;
        String name = "";
        String help = "";
        String unit = "";
        type = MetricMetadata.Type.COUNTER;
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case NAME -> {
                    int before = in.position();
                    name = in.readUtf8();
                    in.moveTo(before);
                    nameLength = in.length();
                    nameStart = in.position();
                    in.moveTo(nameStart + nameLength);
                }
                case HELP -> help = in.readUtf8();
                case TYPE -> type = type(in.varint());
                case UNIT -> unit = in.readUtf8();
                default -> in.skip(tag);
            }
        }
        series.family(in.bytes(), nameStart, nameLength);
        handler.type(name, type);
        handler.help(name, help);
        if (!unit.isEmpty()) {
            handler.unit(name, unit);
        }
    }

    private static MetricMetadata.Type type(long number) {
        return number >= 0 && number < TYPES.length
                ? TYPES[(int) number]
                : MetricMetadata.Type.UNKNOWN;
    }

    private void metric(ExpositionHandler handler) {
        int start = in.position();
        labelsAndTime();
        in.moveTo(start);
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case GAUGE, COUNTER, UNTYPED -> value(handler);
                case SUMMARY -> summary(handler);
                case HISTOGRAM -> histogram(handler);
                default -> in.skip(tag);
            }
        }
    }

    private void labelsAndTime() {
        series.metric();
        timestamp = ExpositionHandler.NO_TIMESTAMP;
        while (in.hasMore()) {
            int tagStart = in.position();
            int tag = in.tag();
            if (tag == TIMESTAMP) {
                long millis = in.varint();
                // 0 is what writers put where there is none, and so does Prometheus read it.
                timestamp = millis == 0 ? ExpositionHandler.NO_TIMESTAMP : millis;
                continue;
            }
            in.skip(tag);
            if (tag == LABEL) {
                series.label(in.bytes(), tagStart, in.position());
            }
        }
    }

    private void value(ExpositionHandler handler) {
        double value = 0;
        Exemplar exemplar = null;
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case VALUE -> value = in.readDouble();
                case VALUE_EXEMPLAR -> exemplar = exemplars.read(in);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        handler.sample(series.part(SeriesPart.VALUE), value, timestamp);
        tell(exemplar, handler);
    }

    private static void tell(@Nullable Exemplar exemplar, ExpositionHandler handler) {
        if (exemplar != null) {
            handler.exemplar(exemplar.labels(), exemplar.value(), exemplar.timestampMillis());
        }
    }

    private void summary(ExpositionHandler handler) {
        double count = 0;
        double sum = 0;
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case SUMMARY_COUNT -> count = (double) in.varint();
                case SUMMARY_SUM -> sum = in.readDouble();
                case QUANTILE -> quantile(handler);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        countAndSum(count, sum, handler);
    }

    private void quantile(ExpositionHandler handler) {
        double rank = 0;
        double value = 0;
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case QUANTILE_RANK -> rank = in.readDouble();
                case QUANTILE_VALUE -> value = in.readDouble();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        handler.sample(series.part(SeriesPart.QUANTILE, rank), value, timestamp);
    }

    private void countAndSum(double count, double sum, ExpositionHandler handler) {
        handler.sample(series.part(SeriesPart.COUNT), count, timestamp);
        handler.sample(series.part(SeriesPart.SUM), sum, timestamp);
    }

    private void histogram(ExpositionHandler handler) {
        histogram.read(in);
        boolean isNative = histogram.isNative() && choice != HistogramChoice.CLASSIC;
        if (isNative) {
            boolean isGauge = type == MetricMetadata.Type.GAUGE_HISTOGRAM;
            handler.histogram(
                    series.part(SeriesPart.HISTOGRAM),
                    histogram.toNative(isGauge ? ResetHint.GAUGE : ResetHint.UNKNOWN),
                    timestamp);
            histogram.exemplars.forEach(exemplar -> tell(exemplar, handler));
        }
        if (!isNative || (choice == HistogramChoice.BOTH && !histogram.buckets.isEmpty())) {
            classic(handler);
        }
    }

    private void classic(ExpositionHandler handler) {
        boolean hasInfinity = false;
        for (HistogramMessage.Bucket bucket : histogram.buckets) {
            hasInfinity |= bucket.bound() == Double.POSITIVE_INFINITY;
            handler.sample(
                    series.part(SeriesPart.BUCKET, bucket.bound()), bucket.count(), timestamp);
            tell(bucket.exemplar(), handler);
        }
        if (!hasInfinity) {
            // Writers leave it out, as it is the count.
            handler.sample(
                    series.part(SeriesPart.BUCKET, Double.POSITIVE_INFINITY),
                    histogram.count(),
                    timestamp);
        }
        countAndSum(histogram.count(), histogram.sum(), handler);
    }
}
