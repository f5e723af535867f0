package dev.muninn.alert;

import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import dev.muninn.query.ResultSeries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rule with what its runs leave behind; confined to its group's run but for the status. */
final class RuleRun {

    private final RuleGroup group;
    private final Rule rule;
    private final RuleQueries queries;
    private final Clock clock;
    private final WrittenSeries written = new WrittenSeries();
    private final @Nullable AlertStates states;
    private final @Nullable RuleTexts texts;
    private volatile RuleStatus status;

    RuleRun(
            RuleGroup group,
            Rule rule,
            RuleQueries queries,
            Map<String, String> externalLabels,
            String externalUrl,
            Clock clock) {
        this.group = group;
        this.clock = clock;
        this.rule = rule;
        this.queries = queries;
        boolean isAlerting = rule instanceof Rule.Alerting;
        states = isAlerting ? new AlertStates((Rule.Alerting) rule) : null;
        texts =
                isAlerting
                        ? new RuleTexts((Rule.Alerting) rule, externalLabels, externalUrl)
                        : null;
        status = new RuleStatus(rule, RuleStatus.Health.UNKNOWN, "", 0, 0, List.of());
    }

    Rule rule() {
        return rule;
    }

    RuleStatus status() {
        return status;
    }

    @Nullable AlertStates states() {
        return states;
    }

    /** Takes over from the same rule of an earlier set. */
    void inherit(RuleRun before) {
        written.inherit(before.written);
        if (states != null && before.states != null) {
            states.inherit(before.states);
        }
        status = before.status;
    }

    /**
     * Evaluates the rule and adds to the batch what it writes.
     *
     * @param queryMillis when the query looks, and the time of what is written
     * @return false if it failed, which the status tells
     */
    boolean evaluate(long timeMillis, long queryMillis, WriteBatch batch) {
        long start = clock.nanos();
        try {
            List<ResultSeries> elements = queries.elements(rule.expr(), queryMillis);
            switch (rule) {
                case Rule.Recording recording -> record(recording, elements, queryMillis, batch);
                case Rule.Alerting ignored -> alert(elements, timeMillis, queryMillis, batch);
            }
            written.endRun(batch, queryMillis);
            tell(RuleStatus.Health.OK, "", timeMillis, start);
            return true;
        } catch (MuninnException e) {
            written.abandonRun();
            tell(RuleStatus.Health.ERROR, String.valueOf(e.getMessage()), timeMillis, start);
            return false;
        }
    }

    private void tell(RuleStatus.Health health, String error, long timeMillis, long startNanos) {
        status =
                new RuleStatus(
                        rule,
                        health,
                        error,
                        timeMillis,
                        clock.nanos() - startNanos,
                        states == null ? List.of() : states.active());
    }

    private void record(
            Rule.Recording recording,
            List<ResultSeries> elements,
            long timeMillis,
            WriteBatch batch) {
        checkLimit(elements.size());
        Set<Labels> seen = new HashSet<>();
        List<Labels> names = new ArrayList<>();
        for (ResultSeries element : elements) {
            Labels.Builder labels = element.labels().toBuilder();
            labels.set(Labels.METRIC_NAME, recording.name());
            recording.labels().forEach(labels::set);
            Labels built = labels.build();
            if (!seen.add(built)) {
                throw duplicates();
            }
            names.add(built);
        }
        for (int i = 0; i < elements.size(); i++) {
            ResultSeries element = elements.get(i);
            written.add(batch, names.get(i), timeMillis, element.values()[0], element.histogram(0));
        }
    }

    private static MuninnException duplicates() {
        return new MuninnException(
                MuninnException.Kind.UNPROCESSABLE,
                "vector contains metrics with the same labelset after applying rule labels");
    }

    private void checkLimit(int results) {
        if (group.limit() > 0 && results > group.limit()) {
            if (states != null) {
                states.clear();
            }
            throw new MuninnException(
                    MuninnException.Kind.LIMIT,
                    "exceeded limit of "
                            + group.limit()
                            + " with "
                            + results
                            + " "
                            + (states == null ? "series" : "alerts"));
        }
    }

    private void alert(
            List<ResultSeries> elements, long timeMillis, long queryMillis, WriteBatch batch) {
        if (states == null || texts == null) {
            return;
        }
        List<AlertStates.Found> found = new ArrayList<>();
        Set<Labels> seen = new HashSet<>();
        for (ResultSeries element : elements) {
            AlertStates.Found one =
                    texts.expand(
                            element.labels(),
                            element.values()[0],
                            expr -> RuleTexts.elements(queries.elements(expr, queryMillis)),
                            queryMillis);
            if (!seen.add(one.labels())) {
                throw duplicates();
            }
            found.add(one);
        }
        states.update(found, timeMillis);
        List<Alert> active = states.active();
        checkLimit(active.size());
        for (Alert alert : active) {
            Labels labels = alert.labels().with(Labels.METRIC_NAME, "ALERTS");
            written.add(
                    batch, labels.with("alertstate", alert.state().word()), queryMillis, 1, null);
            written.add(
                    batch,
                    alert.labels().with(Labels.METRIC_NAME, "ALERTS_FOR_STATE"),
                    queryMillis,
                    alert.activeAtMillis() / 1000.0,
                    null);
        }
    }
}
