package dev.muninn.ingest.logs;

import dev.muninn.model.Labels;

/** The figures of HTTP requests that several rules make; labels that are empty are left out. */
final class HttpFigures {

    private HttpFigures() {}

    /**
     * Counts a request.
     *
     * @param seconds how long it took, negative if the line does not tell
     */
    static void add(
            RuleSeries into,
            String service,
            String method,
            String route,
            String status,
            double seconds) {
        Labels labels =
                Labels.builder()
                        .set("service", service)
                        .set("method", method)
                        .set("route", route)
                        .set("status", statusClass(status))
                        .build();
        into.count(labels.with(Labels.METRIC_NAME, "http_requests_total"), 1);
        if (seconds >= 0) {
            into.observe(
                    labels.with(Labels.METRIC_NAME, "http_request_duration_seconds"),
                    RuleSeries.SECONDS,
                    seconds);
        }
    }

    /** {@code 2xx} for 204. */
    static String statusClass(String status) {
        return status.length() == 3 ? status.charAt(0) + "xx" : "";
    }
}
