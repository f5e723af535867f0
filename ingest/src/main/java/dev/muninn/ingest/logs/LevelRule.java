package dev.muninn.ingest.logs;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.muninn.model.Labels;
import java.util.Locale;

/** Counts every line by service and level. */
final class LevelRule implements LogRule {

    private static final Pattern LEVEL =
            Pattern.compile(
                    "(?i)(?:^|[\\s\\[\"=:])(trace|debug|info|notice|warn|warning|error|err|fatal|critical)"
                            + "(?:$|[\\s\\]\",:])");

    /** The level stands at the beginning, or in a field near it; a text may hold any word. */
    private static final int LOOKED_AT = 120;

    @Override
    public String name() {
        return "level";
    }

    @Override
    public boolean apply(LogLine line, RuleSeries into) {
        String level = line.labels().get("level");
        if (level.isEmpty()) {
            level = line.labels().get("detected_level");
        }
        if (level.isEmpty()) {
            String head = line.text().substring(0, Math.min(LOOKED_AT, line.text().length()));
            Matcher found = LEVEL.matcher(head);
            level = found.find() ? found.group(1) : "unknown";
        }
        into.count(
                Labels.builder()
                        .set(Labels.METRIC_NAME, "log_lines_total")
                        .set("service", line.service())
                        .set("level", usual(level))
                        .build(),
                1);
        return true;
    }

    private static String usual(String level) {
        String word = level.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "warning" -> "warn";
            case "err" -> "error";
            default -> word;
        };
    }
}
