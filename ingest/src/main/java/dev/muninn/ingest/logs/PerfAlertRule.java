package dev.muninn.ingest.logs;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.muninn.model.Labels;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts {@code [PERF ALERT]} lines by type and route; the same alert again within five minutes is
 * the same alert.
 */
final class PerfAlertRule implements LogRule {

    private static final String MARKER = "[PERF ALERT] ";

    private record Form(String type, Pattern pattern) {}

    private static final Form[] FORMS = {
        new Form("slow_request", Pattern.compile("^Slow request: (.+) took [0-9.]+ ?ms")),
        new Form(
                "excessive_sql",
                Pattern.compile("^Excessive SQL queries: [0-9]+ queries in (.+)$")),
        new Form(
                "slow_sql",
                Pattern.compile("^Slow SQL queries: [0-9]+ queries > [0-9.]+ ?m?s in (.+)$"))
    };

    private static final long SAME_WITHIN_MILLIS = 300_000;

    /** Alerts are few; a flood of routes forgets the oldest. */
    private static final int MAX_REMEMBERED = 10_000;

    private final Map<Labels, Long> lastMillis =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Labels, Long> eldest) {
                    return size() > MAX_REMEMBERED;
                }
            };

    @Override
    public String name() {
        return "perf-alert";
    }

    @Override
    public boolean apply(LogLine line, RuleSeries into) {
        String message = LinePrefix.strip(line.text());
        if (!message.startsWith(MARKER)) {
            return false;
        }
        String alert = message.substring(MARKER.length()).strip();
        String type = "other";
        String route = "";
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(alert);
            if (matcher.find()) {
                type = form.type();
                route = RoutePath.of(matcher.group(1));
            }
        }
        Labels labels =
                Labels.builder()
                        .set(Labels.METRIC_NAME, "perf_alerts_total")
                        .set("service", line.service())
                        .set("type", type)
                        .set("route", route)
                        .build();
        Long before = lastMillis.get(labels);
        if (before == null || line.timeMillis() - before >= SAME_WITHIN_MILLIS) {
            lastMillis.put(labels, line.timeMillis());
            into.count(labels, 1);
        }
        return true;
    }
}
