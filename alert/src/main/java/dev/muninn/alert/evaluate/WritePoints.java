package dev.muninn.alert.evaluate;

import dev.muninn.alert.rule.Rule;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where in a group's run the results so far must reach the store, because the next rule may read
 * them. All others are written together at the end of the run.
 */
final class WritePoints {

    private static final Set<String> ALERT_SERIES = Set.of("ALERTS", "ALERTS_FOR_STATE");

    private final boolean[] before;

    private WritePoints(boolean[] before) {
        this.before = before;
    }

    static WritePoints of(List<RuleRun> rules) {
        boolean[] before = new boolean[rules.size()];
        Set<String> unwritten = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            RuleRun rule = rules.get(i);
            if (mayRead(rule, unwritten)) {
                before[i] = true;
                unwritten.clear();
            }
            switch (rule.rule()) {
                case Rule.Recording recording -> unwritten.add(recording.name());
                case Rule.Alerting ignored -> unwritten.addAll(ALERT_SERIES);
            }
        }
        return new WritePoints(before);
    }

    private static boolean mayRead(RuleRun rule, Set<String> names) {
        if (names.isEmpty()) {
            return false;
        }
        // A template's queries are known only when it runs.
        if (rule.rule() instanceof Rule.Alerting alerting && RuleTexts.hasQueries(alerting)) {
            return true;
        }
        for (List<Matcher> selector : rule.query().selectors()) {
            if (mayMatch(selector, names)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayMatch(List<Matcher> selector, Set<String> names) {
        for (Matcher matcher : selector) {
            if (matcher.name().equals(Labels.METRIC_NAME)) {
                return names.stream().anyMatch(matcher::matches);
            }
        }
        return true;
    }

    /** Whether what was found so far must be written before a rule is evaluated. */
    boolean isBefore(int rule) {
        return before[rule];
    }
}
