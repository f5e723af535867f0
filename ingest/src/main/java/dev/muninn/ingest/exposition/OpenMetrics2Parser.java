package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the text format of OpenMetrics 2.0 (release candidate 0, March 2026), in which a histogram
 * or summary is one line; confined to one thread.
 *
 * <p>Start timestamps are checked and left. More than the specification allows is taken where
 * nothing can be misread: exemplars without a time, and units that no name ends in.
 */
public final class OpenMetrics2Parser extends OpenMetricsText {

    private static final String START = " st@";
    private static final String EXEMPLAR = " # {";

    private final SeriesText text = new SeriesText(LabelDialect.OPEN_METRICS);
    private final ComposedSeries series = new ComposedSeries(text);
    private final CompositeValue composite = new CompositeValue();
    private final LabelReader exemplarLabels = new LabelReader();
    private final List<Exemplar> exemplars = new ArrayList<>();
    private HistogramChoice choice = HistogramChoice.BOTH;
    private long timestamp;

    /**
     * Hands the body's lines to the handler; those before a broken one have been handed over when
     * this throws.
     *
     * @throws MuninnException of kind BAD_INPUT with the line that is broken, or if the body does
     *     not end as it has to
     */
    public void parse(BodyBuffer body, HistogramChoice histograms, ExpositionHandler handler) {
        choice = histograms;
        parseLines(body, handler);
    }

    @Override
    boolean isUnitPartOfName() {
        return false;
    }

    @Override
    void readSample(ExpositionHandler handler) {
        readSeries(text);
        if (in.startsWith(" {")) {
            in.at++;
            composite.read(in);
            readTimesAndExemplars();
            switch (composite.kind()) {
                case SUMMARY -> summary(handler);
                case HISTOGRAM -> histogram(handler);
            }
        } else {
            double value = readNumber("value after metric");
            readTimesAndExemplars();
            handler.sample(text, value, timestamp);
            exemplars.forEach(exemplar -> tell(exemplar, handler));
        }
    }

    private void readTimesAndExemplars() {
        timestamp = ExpositionHandler.NO_TIMESTAMP;
        exemplars.clear();
        if (in.peek() == ' ' && !in.startsWith(START) && !in.startsWith(EXEMPLAR)) {
            timestamp = readTimestamp("timestamp");
        }
        if (in.startsWith(START)) {
            in.at += START.length();
            long _ = readTimestampHere("start timestamp");
        }
        while (in.startsWith(EXEMPLAR)) {
            in.at += EXEMPLAR.length();
            exemplars.add(readExemplar());
        }
        readLineEnd();
    }

    private Exemplar readExemplar() {
        Labels labels =
                exemplarLabels.read(in, LabelDialect.EXEMPLAR, null, MetricMetadata.Type.UNKNOWN);
        double value = readNumber("value after exemplar labels");
        long time =
                in.peek() == ' ' && !in.startsWith(EXEMPLAR)
                        ? readTimestamp("exemplar timestamp")
                        : ExpositionHandler.NO_TIMESTAMP;
        return new Exemplar(labels, value, time);
    }

    private static void tell(Exemplar exemplar, ExpositionHandler handler) {
        handler.exemplar(exemplar.labels(), exemplar.value(), exemplar.timestampMillis());
    }

    private void summary(ExpositionHandler handler) {
        for (CompositeValue.Bound quantile : composite.bounds()) {
            handler.sample(
                    series.part(SeriesPart.QUANTILE, quantile.bound()),
                    quantile.value(),
                    timestamp);
        }
        countAndSum(handler);
    }

    private void countAndSum(ExpositionHandler handler) {
        handler.sample(series.part(SeriesPart.COUNT), composite.count(), timestamp);
        exemplars.forEach(exemplar -> tell(exemplar, handler));
        handler.sample(series.part(SeriesPart.SUM), composite.sum(), timestamp);
    }

    private void histogram(ExpositionHandler handler) {
        boolean isNative = composite.isNative() && choice != HistogramChoice.CLASSIC;
        if (isNative) {
            NativeHistogram histogram =
                    composite.histogram(composite.isGauge() ? ResetHint.GAUGE : ResetHint.UNKNOWN);
            handler.histogram(series.part(SeriesPart.HISTOGRAM), histogram, timestamp);
            exemplars.forEach(exemplar -> tell(exemplar, handler));
            exemplars.clear();
        }
        if (!isNative || (choice == HistogramChoice.BOTH && !composite.bounds().isEmpty())) {
            buckets(handler);
        }
    }

    private void buckets(ExpositionHandler handler) {
        if (composite.bounds().isEmpty()) {
            // Of a native histogram there is the count, which is what this bucket holds.
            bucket(Double.POSITIVE_INFINITY, composite.count(), handler);
        }
        for (CompositeValue.Bound bucket : composite.bounds()) {
            bucket(bucket.bound(), bucket.value(), handler);
        }
        exemplars.clear();
        countAndSum(handler);
    }

    /** Hands over a bucket and those of the exemplars left that are in it. */
    private void bucket(double bound, double count, ExpositionHandler handler) {
        handler.sample(series.part(SeriesPart.BUCKET, bound), count, timestamp);
        exemplars.removeIf(
                exemplar -> {
                    boolean isInside = exemplar.value() <= bound;
                    if (isInside) {
                        tell(exemplar, handler);
                    }
                    return isInside;
                });
    }
}
