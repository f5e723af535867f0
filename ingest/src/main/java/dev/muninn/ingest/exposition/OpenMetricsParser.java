package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;

/** Parses the OpenMetrics 1.0 text format; confined to one thread. */
public final class OpenMetricsParser {

    private static final String EOF = "# EOF";

    private final TextCursor in = new TextCursor();
    private final SeriesText series = new SeriesText(LabelDialect.OPEN_METRICS);
    private final LabelReader exemplarLabels = new LabelReader();
    private MetricMetadata.Type type = MetricMetadata.Type.UNKNOWN;

    /**
     * Hands the body's lines to the handler; those before a broken one have been handed over when
     * this throws.
     *
     * @throws MuninnException of kind BAD_INPUT with the line that is broken, or if the body does
     *     not end as it has to
     */
    public void parse(BodyBuffer body, ExpositionHandler handler) {
        in.reset(body.bytes(), 0, body.length());
        type = MetricMetadata.Type.UNKNOWN;
        while (!in.startsWith(EOF)) {
            switch (in.peek()) {
                case -1 -> throw in.refused("data does not end with " + EOF);
                case '#' -> readMetadata(handler);
                default -> readSample(handler);
            }
        }
        in.at += EOF.length();
        if (in.peek() == '\n') {
            in.at++;
        }
        if (in.at != in.end) {
            throw in.refused("unexpected data after " + EOF);
        }
    }

    private void readMetadata(ExpositionHandler handler) {
        boolean isHelp = in.startsWith("# HELP ");
        boolean isType = in.startsWith("# TYPE ");
        if (!isHelp && !isType && !in.startsWith("# UNIT ")) {
            throw in.expected("# HELP, # TYPE, # UNIT or " + EOF);
        }
        String keyword = isHelp ? "HELP" : isType ? "TYPE" : "UNIT";
        in.at += "# HELP ".length();
        String metric = MetadataLine.readMetricName(in, keyword);
        if (in.peek() != ' ') {
            throw in.refused("expected text in " + keyword);
        }
        in.at++;
        int start = in.at;
        in.skipLine();
        if (in.bytes[in.at - 1] != '\n') {
            throw in.refused("expected text in " + keyword + " to end its line");
        }
        int end = in.at - 1;
        if (isHelp) {
            handler.help(metric, in.unescaped(start, end, true));
        } else if (isType) {
            type = readType(start, end);
            handler.type(metric, type);
        } else {
            handler.unit(metric, readUnit(metric, start, end));
        }
    }

    private MetricMetadata.Type readType(int from, int to) {
        String word = in.utf8(from, to);
        MetricMetadata.Type parsed = MetricMetadata.Type.parse(word);
        if (parsed == MetricMetadata.Type.UNKNOWN && !word.equals("unknown")) {
            throw in.refused("invalid metric type \"" + word + "\"");
        }
        return parsed;
    }

    private String readUnit(String metric, int from, int to) {
        String unit = in.utf8(from, to);
        if (!unit.isEmpty() && !metric.endsWith("_" + unit)) {
            throw in.refused("unit \"" + unit + "\" not a suffix of metric \"" + metric + "\"");
        }
        return unit;
    }

    private void readSample(ExpositionHandler handler) {
        int start = in.at;
        if (!in.skipMetricName() && in.peek() != '{') {
            throw in.expected("a metric name, a brace or a comment");
        }
        if (in.peek() == '{' && !in.skipBraces()) {
            throw LabelFault.find(series, in, start, type);
        }
        series.set(in.bytes, start, in.at, type);
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

    private void readLineEnd() {
        if (in.peek() != '\n') {
            throw in.at == in.end
                    ? in.refused("data does not end with " + EOF)
                    : in.expected("next entry");
        }
        in.at++;
    }

    /** Reads a blank and a number in seconds. */
    private long readTimestamp(String what) {
        double seconds = readNumber(what);
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            throw in.refused("invalid " + what + " " + seconds);
        }
        return (long) (seconds * 1000);
    }

    /** Reads a blank and a number. */
    private double readNumber(String what) {
        if (in.peek() != ' ') {
            throw in.expected(what);
        }
        int start = ++in.at;
        int i = start;
        while (i < in.end && in.bytes[i] != ' ' && in.bytes[i] != '\n') {
            i++;
        }
        if (i == start) {
            throw in.expected(what);
        }
        try {
            double number = FloatReader.read(in.bytes, start, i);
            in.at = i;
            return number;
        } catch (MuninnException e) {
            throw in.refused(String.valueOf(e.getMessage()));
        }
    }
}
