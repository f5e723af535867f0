package dev.muninn.web.query;

import dev.muninn.model.Exemplar;
import dev.muninn.model.JsonBuffer;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;
import dev.muninn.query.QueryResult;
import dev.muninn.query.ResultBucket;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import dev.muninn.web.http.AnswerBody;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the shapes of Prometheus' HTTP API. */
public final class PromJson {

    private PromJson() {}

    public static JsonBuffer begin() {
        return new JsonBuffer(2048).raw("{\"status\":\"success\",\"data\":");
    }

    /** Closes what {@link #begin} opened. */
    public static void end(JsonBuffer json, List<String> warnings, List<String> infos) {
        if (!warnings.isEmpty()) {
            strings(json.raw(",\"warnings\":"), warnings);
        }
        if (!infos.isEmpty()) {
            strings(json.raw(",\"infos\":"), infos);
        }
        json.raw('}');
    }

    public static void strings(JsonBuffer json, List<String> strings) {
        json.raw('[');
        for (int i = 0; i < strings.size(); i++) {
            json.raw(i == 0 ? "" : ",").string(strings.get(i));
        }
        json.raw(']');
    }

    public static void labels(JsonBuffer json, Labels labels) {
        json.raw('{');
        for (int i = 0; i < labels.size(); i++) {
            json.raw(i == 0 ? "" : ",").string(labels.name(i)).raw(':').string(labels.value(i));
        }
        json.raw('}');
    }

    static void metadata(JsonBuffer json, MetricMetadata about) {
        json.raw("{\"type\":\"").raw(about.type().word()).raw("\",\"help\":").string(about.help());
        json.raw(",\"unit\":").string(about.unit()).raw('}');
    }

    /** Closes the object of a target; the metric is named where not all are of the same one. */
    public static void targetMetadata(JsonBuffer json, MetricMetadata about, boolean withMetric) {
        if (withMetric) {
            json.raw(",\"metric\":").string(about.metric());
        }
        json.raw(",\"type\":\"").raw(about.type().word()).raw("\",\"help\":");
        json.string(about.help()).raw(",\"unit\":").string(about.unit()).raw('}');
    }

    static void exemplar(JsonBuffer json, Exemplar exemplar) {
        labels(json.raw("{\"labels\":"), exemplar.labels());
        json.raw(",\"value\":\"").number(exemplar.value()).raw("\",\"timestamp\":");
        seconds(json, exemplar.timestampMillis());
        json.raw('}');
    }

    /** Writes a tree of maps, lists, texts, numbers, booleans and nulls. */
    public static void any(JsonBuffer json, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                String separator = "{";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.raw(separator).string(String.valueOf(entry.getKey())).raw(':');
                    any(json, entry.getValue());
                    separator = ",";
                }
                json.raw(map.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                json.raw('[');
                for (int i = 0; i < list.size(); i++) {
                    any(i == 0 ? json : json.raw(','), list.get(i));
                }
                json.raw(']');
            }
            case Long number -> json.number(number);
            case Integer number -> json.number(number.longValue());
            case Double number -> json.number(number);
            case null -> json.raw("null");
            case Boolean flag -> json.raw(flag.toString());
            default -> json.string(value.toString());
        }
    }

    /**
     * Writes the value of a query's answer into its {@code data}, which stays open; large ones
     * leave in pieces.
     */
    static void value(AnswerBody body, QueryResult result) {
        value(body.buffer(), result.value(), body::drain);
    }

    /** Writes the {@code data} of a query's answer without its statistics. */
    public static void data(JsonBuffer json, QueryResult result) {
        value(json, result.value(), () -> {});
        json.raw('}');
    }

    private static void value(JsonBuffer json, ResultValue value, Runnable afterSeries) {
        json.raw("{\"resultType\":\"");
        switch (value) {
            case ResultValue.Scalar(long time, double number) -> {
                json.raw("scalar\",\"result\":[");
                plainSeconds(json, time);
                json.raw(",\"").raw(plain(number)).raw("\"]");
            }
            case ResultValue.Text(long time, String text) -> {
                json.raw("string\",\"result\":[");
                plainSeconds(json, time);
                json.raw(',').string(text).raw(']');
            }
            case ResultValue.Vector(List<ResultSeries> series) -> {
                json.raw("vector\",\"result\":[");
                for (int i = 0; i < series.size(); i++) {
                    sample(i == 0 ? json : json.raw(','), series.get(i));
                    afterSeries.run();
                }
                json.raw(']');
            }
            case ResultValue.Matrix(List<ResultSeries> series) -> {
                json.raw("matrix\",\"result\":[");
                for (int i = 0; i < series.size(); i++) {
                    points(i == 0 ? json : json.raw(','), series.get(i));
                    afterSeries.run();
                }
                json.raw(']');
            }
        }
    }

    private static void sample(JsonBuffer json, ResultSeries series) {
        labels(json.raw("{\"metric\":"), series.labels());
        boolean isHistogram = series.histogram(0) != null;
        json.raw(isHistogram ? ",\"histogram\":" : ",\"value\":");
        point(json, series, 0);
        json.raw('}');
    }

    /** One series of a matrix. */
    public static void points(JsonBuffer json, ResultSeries series) {
        labels(json.raw("{\"metric\":"), series.labels());
        int histograms = 0;
        int floats = 0;
        for (int i = 0; i < series.size(); i++) {
            if (series.histogram(i) == null) {
                json.raw(floats++ == 0 ? ",\"values\":[" : ",");
                point(json, series, i);
            } else {
                histograms++;
            }
        }
        json.raw(floats > 0 ? "]" : "");
        if (histograms > 0) {
            json.raw(",\"histograms\":[");
            boolean isFirst = true;
            for (int i = 0; i < series.size(); i++) {
                if (series.histogram(i) != null) {
                    point(isFirst ? json : json.raw(','), series, i);
                    isFirst = false;
                }
            }
            json.raw(']');
        }
        json.raw('}');
    }

    private static void point(JsonBuffer json, ResultSeries series, int index) {
        json.raw('[');
        seconds(json, series.timestamps()[index]);
        json.raw(',');
        NativeHistogram histogram = series.histogram(index);
        if (histogram == null) {
            json.raw('"').number(series.values()[index]).raw("\"]");
        } else {
            histogram(json, histogram);
            json.raw(']');
        }
    }

    private static void histogram(JsonBuffer json, NativeHistogram histogram) {
        json.raw("{\"count\":\"").number(histogram.count());
        json.raw("\",\"sum\":\"").number(histogram.sum()).raw('"');
        String separator = ",\"buckets\":[[";
        for (ResultBucket bucket : ResultBucket.of(histogram)) {
            if (bucket.count() != 0) {
                json.raw(separator).number(bucket.boundaryRule());
                json.raw(",\"").number(bucket.lower()).raw("\",\"").number(bucket.upper());
                json.raw("\",\"").number(bucket.count()).raw("\"]");
                separator = ",[";
            }
        }
        json.raw(separator.equals(",[") ? "]}" : "}");
    }

    /** A time in seconds, with three decimals if it has any. */
    static void seconds(JsonBuffer json, long millis) {
        long size = Math.abs(millis);
        json.raw(millis < 0 ? "-" : "").number(size / 1000);
        int fraction = (int) (size % 1000);
        if (fraction != 0) {
            json.raw(fraction < 10 ? ".00" : fraction < 100 ? ".0" : ".").number(fraction);
        }
    }

    /** A time in seconds as any number; scalars and strings are written so. */
    private static void plainSeconds(JsonBuffer json, long millis) {
        json.number(millis / 1000.0);
    }

    /** Scalars alone are written without an exponent, however long that is. */
    private static String plain(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
