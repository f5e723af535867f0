package dev.muninn.bench.load;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What dashboards ask of the data of a {@link Workload}: range queries of 240 points and the
 * look-ups that fill their variables.
 *
 * @param startSeconds the start of all ranges
 * @param endSeconds their end
 * @param window the range of rates, as {@code 5m}
 */
record DashboardQueries(long startSeconds, long endSeconds, String window) {

    private static final int POINTS = 240;

    /** Look-ups of names and values begin so. */
    private static final String LOOK_UP = "/";

    private static final List<String> TEXTS =
            List.of(
                    "temperature_celsius{instance=\"host-3.example.org:9100\",slot=\"slot-98\"}",
                    "rate(http_requests_total{instance=\"host-3.example.org:9100\"}[WINDOW])",
                    "sum by (job) (rate(http_requests_total[WINDOW]))",
                    "sum(rate(http_requests_total[WINDOW]))",
                    "topk(5, sum by (instance) (rate(http_requests_total[WINDOW])))",
                    "histogram_quantile(0.99, sum by (le)"
                            + " (rate(http_request_duration_seconds_bucket[WINDOW])))",
                    "histogram_quantile(0.9, sum by (job, le)"
                            + " (rate(http_request_duration_seconds_bucket[WINDOW])))",
                    "sum(rate(http_request_duration_seconds_sum[WINDOW]))"
                            + " / sum(rate(http_requests_total[WINDOW]))",
                    "sum by (namespace) (rate(http_requests_total{job=~\"application-1.*\"}[WINDOW]))",
                    "max_over_time(utilisation_percent{job=\"application-3\"}[1h])",
                    "avg by (cluster) (utilisation_percent)",
                    "max by (instance) (memory_bytes)",
                    "sum(memory_bytes) by (region, cluster)",
                    "quantile(0.95, queue_depth)",
                    "count by (job) (build_info)",
                    "avg_over_time(memory_bytes{cluster=\"production-1\"}[10m])",
                    "increase(cpu_seconds_total{region=\"north-1\"}[1h])",
                    "utilisation_percent > 90",
                    "sum by (job) (queue_depth) / on (job) count by (job) (queue_depth)",
                    "count by (job) ({__name__=~\"http_.+|memory_bytes\"})",
                    "/label/instance/values?match[]=http_requests_total",
                    "/series?match[]=memory_bytes{job=\"application-3\"}");

    List<String> texts() {
        return TEXTS.stream().map(text -> text.replace("WINDOW", window)).toList();
    }

    /**
     * The path that asks a text.
     *
     * @param shiftSeconds how much earlier, so that no cache knows the answer; below the step
     */
    String path(String text, long shiftSeconds) {
        long start = startSeconds - shiftSeconds;
        long end = endSeconds - shiftSeconds;
        if (text.startsWith(LOOK_UP)) {
            int selector = text.indexOf('=') + 1;
            return String.format(
                    Locale.ROOT,
                    "/api/v1%s%s&start=%d&end=%d",
                    text.substring(0, selector).replace("[]", "%5B%5D"),
                    encoded(text.substring(selector)),
                    start,
                    end);
        }
        return range(text, start, end) + "&nocache=1";
    }

    /**
     * The path that asks a query as dashboards do: start and end are multiples of the step, and
     * caches may be used.
     *
     * @param stepsAgo how many steps before the end of the data the range ends
     */
    String alignedPath(String text, long stepsAgo) {
        long step = stepSeconds();
        long end = (endSeconds / step - stepsAgo) * step;
        return range(text, end - (endSeconds - startSeconds), end);
    }

    private String range(String text, long start, long end) {
        return String.format(
                Locale.ROOT,
                "/api/v1/query_range?query=%s&start=%d&end=%d&step=%d",
                encoded(text),
                start,
                end,
                stepSeconds());
    }

    long stepSeconds() {
        return (endSeconds - startSeconds) / POINTS;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** How many series or values an answer has. */
    static int elements(String text, String answer) {
        if (text.startsWith("/label/")) {
            return answer.substring(answer.indexOf('[')).split("\",", -1).length;
        }
        return answer.split(text.startsWith(LOOK_UP) ? "\"__name__\":" : "\"metric\":", -1).length
                - 1;
    }
}
