package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;

/** Parses the OpenMetrics 1.0 text format; confined to one thread. */
public final class OpenMetricsParser extends OpenMetricsText {

    private final SeriesText series = new SeriesText(LabelDialect.OPEN_METRICS);
    private final LabelReader exemplarLabels = new LabelReader();

    /**
     * Hands the body's lines to the handler; those before a broken one have been handed over when
     * this throws.
     *
     * @throws MuninnException of kind BAD_INPUT with the line that is broken, or if the body does
     *     not end as it has to
     */
    public void parse(BodyBuffer body, ExpositionHandler handler) {
        parseLines(body, handler);
    }

    @Override
    boolean isUnitPartOfName() {
        return true;
    }

    @Override
    void readSample(ExpositionHandler handler) {
        readSeries(series);
        double value = readNumber("value after metric");
        long timestamp = ExpositionHandler.NO_TIMESTAMP;
        boolean hasExemplar = in.startsWith(" # {");
        if (!hasExemplar && in.peek() == ' ') {
            timestamp = readTimestamp("timestamp");
            hasExemplar = in.startsWith(" # {");
        }
        if (!hasExemplar) {
            readLineEnd();
            handler.sample(series, value, timestamp);
        } else {
            in.at += " # {".length();
            readExemplar(handler, value, timestamp);
        }
    }

    private void readExemplar(ExpositionHandler handler, double value, long timestamp) {
        Labels labels =
                exemplarLabels.read(in, LabelDialect.EXEMPLAR, null, MetricMetadata.Type.UNKNOWN);
        double exemplarValue = readNumber("value after exemplar labels");
        long exemplarTimestamp = ExpositionHandler.NO_TIMESTAMP;
        if (in.peek() == ' ') {
            exemplarTimestamp = readTimestamp("exemplar timestamp");
        }
        readLineEnd();
        handler.sample(series, value, timestamp);
        handler.exemplar(labels, exemplarValue, exemplarTimestamp);
    }
}
