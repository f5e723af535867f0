package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;

/**
 * Parses Prometheus' text format, versions 0.0.4 and 1.0.0 (names in quotes); confined to one
 * thread.
 */
public final class TextParser {

    private final TextCursor in = new TextCursor();
    private final SeriesText series = new SeriesText(LabelDialect.TEXT);
    private MetricMetadata.Type type = MetricMetadata.Type.UNKNOWN;

    /**
     * Hands the body's lines to the handler; those before a broken one have been handed over when
     * this throws.
     *
     * @throws MuninnException of kind BAD_INPUT with the line that is broken
     */
    public void parse(BodyBuffer body, ExpositionHandler handler) {
        if (body.length() > 0 && body.bytes()[body.length() - 1] != '\n') {
            body.append((byte) '\n');
        }
        in.reset(body.bytes(), 0, body.length());
        type = MetricMetadata.Type.UNKNOWN;
        while (true) {
            in.skipBlanks();
            switch (in.peek()) {
                case -1, 0 -> {
                    // A NUL where a line starts ends the exposition, for Prometheus too.
                    return;
                }
                case '\n' -> in.at++;
                case '#' -> readComment(handler);
                default -> readSample(handler);
            }
        }
    }

    private void readComment(ExpositionHandler handler) {
        in.at++;
        if (in.peek() != ' ' && in.peek() != '\t') {
            in.skipLine();
            return;
        }
        in.skipBlanks();
        boolean isHelp = in.startsKeyword("HELP");
        boolean isType = in.startsKeyword("TYPE");
        if (!isHelp && !isType) {
            in.skipLine();
            return;
        }
        in.at += 4;
        in.skipBlanks();
        String metric = MetadataLine.readMetricName(in, isHelp ? "HELP" : "TYPE");
        int textStart = in.at;
        in.skipLine();
        int textEnd = in.at - 1;
        // The byte behind the name is a blank, or else lost, as it is for Prometheus.
        textStart = Math.min(textStart + 1, textEnd);
        if (isHelp) {
            handler.help(metric, in.unescaped(textStart, textEnd, false));
        } else {
            type = readType(textStart, textEnd);
            handler.type(metric, type);
        }
    }

    private MetricMetadata.Type readType(int from, int to) {
        String word = in.utf8(from, to);
        return switch (word) {
            case "counter" -> MetricMetadata.Type.COUNTER;
            case "gauge" -> MetricMetadata.Type.GAUGE;
            case "histogram" -> MetricMetadata.Type.HISTOGRAM;
            case "summary" -> MetricMetadata.Type.SUMMARY;
            case "untyped" -> MetricMetadata.Type.UNKNOWN;
            default -> throw in.refused("invalid metric type \"" + word + "\"");
        };
    }

    private void readSample(ExpositionHandler handler) {
        int start = in.at;
        boolean named = in.skipMetricName();
        int seriesEnd = in.at;
        if (named) {
            in.skipBlanks();
        } else if (in.peek() != '{') {
            throw in.expected("a metric name, a brace or a comment");
        }
        if (in.peek() == '{') {
            if (!in.skipBraces()) {
                throw LabelFault.find(series, in, start, type);
            }
            seriesEnd = in.at;
            in.skipBlanks();
        }
        double value = readValue();
        long timestamp = readTimestamp();
        series.set(in.bytes, start, seriesEnd, type);
        handler.sample(series, value, timestamp);
    }

    private double readValue() {
        int start = in.at;
        int i = start;
        byte[] bytes = in.bytes;
        byte b = bytes[i];
        while (b != ' ' && b != '\n' && b != '\t' && b != '{') {
            b = bytes[++i];
        }
        if (i == start) {
            throw in.expected("value after metric");
        }
        double value;
        try {
            value = FloatReader.read(bytes, start, i);
        } catch (MuninnException e) {
            throw in.refused(String.valueOf(e.getMessage()));
        }
        in.at = i;
        return value;
    }

    private long readTimestamp() {
        in.skipBlanks();
        long timestamp = ExpositionHandler.NO_TIMESTAMP;
        if (in.peek() != '\n') {
            int start = in.at;
            timestamp = 0;
            int digit;
            while ((digit = in.bytes[in.at] - '0') >= 0 && digit <= 9) {
                if (timestamp > (Long.MAX_VALUE - digit) / 10) {
                    throw in.refused("timestamp does not fit 64 bits");
                }
                timestamp = 10 * timestamp + digit;
                in.at++;
            }
            if (in.at == start) {
                throw in.expected("timestamp or new record");
            }
            in.skipBlanks();
            if (in.peek() != '\n') {
                throw in.expected("next entry after timestamp");
            }
        }
        in.at++;
        return timestamp;
    }
}
