package dev.muninn.ingest.exposition;

import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;

/** Says what is wrong with labels whose braces do not close. */
final class LabelFault {

    private LabelFault() {}

    static MuninnException find(
            SeriesText series, TextCursor in, int start, MetricMetadata.Type type) {
        series.set(in.bytes, start, in.end, type);
        try {
            series.labels();
        } catch (MuninnException e) {
            return e;
        }
        return in.expected("brace close");
    }
}
