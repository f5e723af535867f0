package dev.muninn.ingest.logs;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.muninn.model.Labels;
import java.util.Locale;

/** Reads {@code [PERF REQ]} lines: requests with duration, flags, and the database's share. */
final class PerfRequestRule implements LogRule {

    private static final String MARKER = "[PERF REQ] ";

    private static final Pattern REQUEST =
            Pattern.compile(
                    "^([A-Z]+) (\\S.*?) - ([0-9]+(?:\\.[0-9]+)?)ms(?: \\(([\\w:]+#[\\w?!]+)\\))?"
                            + "(?: \\[?([0-9]{3})\\]?)?"
                            + "((?: SLOW SQL| HIGH SQL| SLOW| CRITICAL)*)((?: \\| [^|]*)*)$");

    private static final Pattern FLAG = Pattern.compile("SLOW SQL|HIGH SQL|SLOW|CRITICAL");
    private static final Pattern DATABASE = Pattern.compile("\\| DB: ([0-9]+(?:\\.[0-9]+)?)ms");
    private static final Pattern STATEMENTS = Pattern.compile("\\| SQL: ([0-9]+)");

    /** From one statement to what only a loop over rows makes. */
    private static final double[] STATEMENT_BOUNDS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

    @Override
    public String name() {
        return "perf-req";
    }

    @Override
    public boolean apply(LogLine line, RuleSeries into) {
        String message = LinePrefix.strip(line.text());
        if (!message.startsWith(MARKER)) {
            return false;
        }
        Matcher request = REQUEST.matcher(message.substring(MARKER.length()).strip());
        if (!request.find()) {
            return false;
        }
        String action = request.group(4);
        String route = action == null ? RoutePath.of(request.group(2)) : action;
        String status = request.group(5);
        HttpFigures.add(
                into,
                line.service(),
                request.group(1),
                route,
                status == null ? "" : status,
                Double.parseDouble(request.group(3)) / 1000);
        Labels labels = Labels.builder().set("service", line.service()).set("route", route).build();
        Matcher flag = FLAG.matcher(request.group(6));
        while (flag.find()) {
            into.count(
                    labels.with(Labels.METRIC_NAME, "perf_flags_total")
                            .with("flag", flag.group().replace(' ', '_').toLowerCase(Locale.ROOT)),
                    1);
        }
        Matcher database = DATABASE.matcher(request.group(7));
        if (database.find()) {
            into.observe(
                    labels.with(Labels.METRIC_NAME, "http_request_db_seconds"),
                    RuleSeries.SECONDS,
                    Double.parseDouble(database.group(1)) / 1000);
        }
        Matcher statements = STATEMENTS.matcher(request.group(7));
        if (statements.find()) {
            into.observe(
                    labels.with(Labels.METRIC_NAME, "http_request_sql_queries"),
                    STATEMENT_BOUNDS,
                    Double.parseDouble(statements.group(1)));
        }
        return true;
    }
}
