package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;

/** What the versions of the OpenMetrics text format share; confined to one thread. */
abstract sealed class OpenMetricsText permits OpenMetricsParser, OpenMetrics2Parser {

    private static final String EOF = "# EOF";

    final TextCursor in = new TextCursor();

    /** Of the metric whose metadata stands last. */
    MetricMetadata.Type type = MetricMetadata.Type.UNKNOWN;

    /** Hands over the lines, all of them if it does not throw. */
    void parseLines(BodyBuffer body, ExpositionHandler handler) {
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

    /** Reads a line with a sample, its end included. */
    abstract void readSample(ExpositionHandler handler);

    /** Whether a metric's name has to end in its unit. */
    abstract boolean isUnitPartOfName();

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
        if (!unit.isEmpty() && isUnitPartOfName() && !metric.endsWith("_" + unit)) {
            throw in.refused("unit \"" + unit + "\" not a suffix of metric \"" + metric + "\"");
        }
        return unit;
    }

    /** Reads the metric's name and labels into the series. */
    void readSeries(SeriesText series) {
        int start = in.at;
        if (!in.skipMetricName() && in.peek() != '{') {
            throw in.expected("a metric name, a brace or a comment");
        }
        if (in.peek() == '{' && !in.skipBraces()) {
            throw LabelFault.find(series, in, start, type);
        }
        series.set(in.bytes, start, in.at, type);
    }

    void readLineEnd() {
        if (in.peek() != '\n') {
            throw in.at == in.end
                    ? in.refused("data does not end with " + EOF)
                    : in.expected("next entry");
        }
        in.at++;
    }

    /** Reads a blank and a number in seconds. */
    long readTimestamp(String what) {
        return millis(readNumber(what), what);
    }

    /** Reads a number in seconds that stands here. */
    long readTimestampHere(String what) {
        return millis(readNumberHere(what), what);
    }

    private long millis(double seconds, String what) {
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            throw in.refused("invalid " + what + " " + seconds);
        }
        return (long) (seconds * 1000);
    }

    /** Reads a blank and a number. */
    double readNumber(String what) {
        if (in.peek() != ' ') {
            throw in.expected(what);
        }
        in.at++;
        return readNumberHere(what);
    }

    private double readNumberHere(String what) {
        int start = in.at;
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
