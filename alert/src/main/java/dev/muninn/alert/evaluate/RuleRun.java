package dev.muninn.alert.evaluate;

import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleStatus;
import dev.muninn.alert.sample.WatchedRule;
import dev.muninn.alert.state.AlertStates;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import dev.muninn.query.PreparedQuery;
import dev.muninn.query.ResultSeries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rule with what its runs leave behind; confined to its group's run but for the status. */
final class RuleRun implements WatchedRule {

    private final RuleGroup group;
    private final Rule rule;
    private final PreparedQuery query;
    private final RuleQueries queries;
    private final Clock clock;
    private final WrittenSeries written = new WrittenSeries();
    private final KeptLabels names = new KeptLabels();

    /** Null while there are no active alerts, as most rules have none at most times. */
    private @Nullable AlertSeries alertSeries;

    private final @Nullable AlertStates states;
    private final @Nullable RuleTexts texts;
    private volatile RuleStatus status;

    /**
     * @param queries evaluates the rule, and the queries in its texts
     */
    RuleRun(RuleGroup group, Rule rule, RuleQueries queries, RuleParts parts) {
        this.group = group;
        this.rule = rule;
        this.queries = queries;
        clock = parts.clock();
        query = parts.engine().prepare(rule.expr());
        boolean isAlerting = rule instanceof Rule.Alerting;
        states = isAlerting ? new AlertStates((Rule.Alerting) rule) : null;
        texts =
                isAlerting
                        ? new RuleTexts(
                                (Rule.Alerting) rule,
                                parts.externalLabels(),
                                parts.options().externalUrl())
                        : null;
        status = new RuleStatus(rule, RuleStatus.Health.UNKNOWN, "", 0, 0, List.of());
    }

    @Override
    public Rule rule() {
        return rule;
    }

    @Override
    public List<Matcher> selector() {
        return query.selectors().getFirst();
    }

    PreparedQuery query() {
        return query;
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
            List<ResultSeries> elements = queries.elements(query, queryMillis);
            switch (rule) {
                case Rule.Recording ignored -> record(elements, queryMillis, batch);
                case Rule.Alerting ignored -> alert(elements, timeMillis, queryMillis, batch);
            }
            written.endRun(batch, queryMillis);
            endRun();
            tell(RuleStatus.Health.OK, "", timeMillis, start);
            return true;
        } catch (MuninnException e) {
            fail(e, timeMillis, start);
            return false;
        }
    }

    private void fail(MuninnException why, long timeMillis, long startNanos) {
        written.abandonRun();
        tell(RuleStatus.Health.ERROR, String.valueOf(why.getMessage()), timeMillis, startNanos);
    }

    /**
     * Evaluates an alerting rule between the times of its group, and adds to the batch what it
     * writes only if its alerts are others now, or in other states.
     *
     * @return whether they are
     */
    boolean evaluateBetween(long timeMillis, long queryMillis, WriteBatch batch) {
        if (states == null || texts == null) {
            return false;
        }
        long start = clock.nanos();
        List<Alert> before = states.active();
        boolean haveMoved;
        try {
            judge(states, texts, queries.elements(query, queryMillis), timeMillis, queryMillis);
            haveMoved = states.haveMoved(before);
            if (haveMoved) {
                write(states, queryMillis, batch);
                written.endRun(batch, queryMillis);
                endRun();
            } else {
                texts.endRun();
            }
        } catch (MuninnException e) {
            fail(e, timeMillis, start);
            return false;
        }
        tell(RuleStatus.Health.OK, "", timeMillis, start);
        return haveMoved;
    }

    @Override
    public boolean changesBy(long nowMillis) {
        return states != null && states.changesBy(nowMillis);
    }

    private void endRun() {
        names.endRun();
        if (alertSeries != null) {
            alertSeries.endRun();
            alertSeries = alertSeries.isEmpty() ? null : alertSeries;
        }
        if (texts != null) {
            texts.endRun();
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

    private void record(List<ResultSeries> elements, long timeMillis, WriteBatch batch) {
        checkLimit(elements.size());
        Set<Labels> seen = new HashSet<>();
        for (ResultSeries element : elements) {
            if (!seen.add(names.of(element.labels(), this::named))) {
                throw duplicates();
            }
        }
        for (ResultSeries element : elements) {
            Labels name = names.of(element.labels(), this::named);
            written.add(batch, name, timeMillis, element.values()[0], element.histogram(0));
        }
    }

    /** The labels of the series that an element of the result becomes. */
    private Labels named(Labels element) {
        Labels.Builder labels = element.toBuilder();
        labels.set(Labels.METRIC_NAME, rule.name());
        rule.labels().forEach(labels::set);
        return labels.build();
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
        if (states != null && texts != null) {
            judge(states, texts, elements, timeMillis, queryMillis);
            write(states, queryMillis, batch);
        }
    }

    private void judge(
            AlertStates states,
            RuleTexts texts,
            List<ResultSeries> elements,
            long timeMillis,
            long queryMillis) {
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
        checkLimit(states.active().size());
    }

    private void write(AlertStates states, long queryMillis, WriteBatch batch) {
        for (Alert alert : states.active()) {
            if (alertSeries == null) {
                alertSeries = new AlertSeries();
            }
            alertSeries.add(alert, queryMillis, written, batch);
        }
    }
}
