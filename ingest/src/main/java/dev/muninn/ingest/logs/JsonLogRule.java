package dev.muninn.ingest.logs;

import java.util.List;
import java.util.Map;

/** Reads lines that are JSON objects and tell of an HTTP request under usual names. */
final class JsonLogRule implements LogRule {

    private static final List<String> STATUS = List.of("status", "status_code", "http.status_code");
    private static final List<String> METHOD =
            List.of("method", "request_method", "http.method", "verb");
    private static final List<String> PATH =
            List.of("route", "path", "uri", "request_uri", "http.target", "url");
    private static final List<String> SECONDS =
            List.of("request_time", "duration_seconds", "duration_s", "elapsed");
    private static final List<String> MILLIS =
            List.of("duration_ms", "latency_ms", "response_time_ms", "elapsed_ms");

    @Override
    public String name() {
        return "json";
    }

    @Override
    public boolean apply(LogLine line, RuleSeries into) {
        Map<String, String> fields = FieldReader.json(line.text());
        String status = first(fields, STATUS);
        String path = first(fields, PATH);
        if (status.isEmpty() || path.isEmpty()) {
            return false;
        }
        double seconds = number(first(fields, SECONDS));
        if (seconds < 0) {
            seconds = number(first(fields, MILLIS)) / 1000;
        }
        HttpFigures.add(
                into, line.service(), first(fields, METHOD), RoutePath.of(path), status, seconds);
        return true;
    }

    private static String first(Map<String, String> fields, List<String> names) {
        for (String name : names) {
            String value = fields.get(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /** Negative if it is no number. */
    private static double number(String text) {
        try {
            return text.isEmpty() ? -1 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
