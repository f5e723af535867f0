package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.GoFloat;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;

/** The bounds of buckets and quantiles, which are labels and numbers at once. */
final class LabelBounds {

    private LabelBounds() {}

    /**
     * The value of {@code le} of a histogram or {@code quantile} of a summary in its one form, so
     * that {@code 1} and {@code 1.0} are one series; any other value as it is.
     */
    static String normalisedBound(MetricMetadata.Type type, String name, String value) {
        boolean isBound =
                (type == MetricMetadata.Type.HISTOGRAM && name.equals("le"))
                        || (type == MetricMetadata.Type.SUMMARY && name.equals("quantile"));
        if (!isBound) {
            return value;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        double bound;
        try {
            bound = FloatReader.read(bytes, 0, bytes.length);
        } catch (MuninnException e) {
            return value;
        }
        return GoFloat.format(bound);
    }
}
