package dev.muninn.query.cache;

import dev.muninn.model.Generations;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.query.syntax.DurationExpr;
import dev.muninn.query.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the samples that each step of a query depends on. */
public final class Dependences {

    /** Functions whose value at one step depends on which steps were asked for. */
    private static final Set<String> OF_RANGE = Set.of("start", "end", "range");

    /** Reads series that the query does not name. */
    private static final String INFO = "info";

    private final long lookbackMillis;
    private final long slackMillis;
    private final List<Dependence> found = new ArrayList<>();

    private Dependences(long lookbackMillis, long slackMillis) {
        this.lookbackMillis = lookbackMillis;
        this.slackMillis = slackMillis;
    }

    /**
     * The dependences of an expression; nothing if its steps depend on more than samples around
     * them, so that results of one range are none of another.
     *
     * @param slackMillis how much earlier selectors may look than they are written
     */
    public static Optional<List<Dependence>> of(Expr expr, long lookbackMillis, long slackMillis) {
        Dependences search = new Dependences(lookbackMillis, slackMillis);
        return search.visit(expr, 0, 0)
                ? Optional.of(search.found.stream().distinct().toList())
                : Optional.empty();
    }

    /**
     * Adds what a part depends on.
     *
     * @param earliest how long before a step of the query the part is evaluated first
     * @param latest how long before it is evaluated last
     * @return false if that cannot be told
     */
    private boolean visit(Expr expr, long earliest, long latest) {
        return switch (expr) {
            case Expr.NumberLiteral number -> true;
            case Expr.StringLiteral text -> true;
            case Expr.Parenthesized inner -> visit(inner.inner(), earliest, latest);
            case Expr.Unary unary -> visit(unary.operand(), earliest, latest);
            case Expr.VectorSelector selector -> selector(selector, 0L, earliest, latest);
            case Expr.MatrixSelector matrix ->
                    selector(matrix.selector(), millis(matrix.range()), earliest, latest);
            case Expr.Subquery subquery -> subquery(subquery, earliest, latest);
            case Expr.Call call -> {
                String name = call.function().name();
                yield !OF_RANGE.contains(name)
                        && !name.equals(INFO)
                        && call.args().stream().allMatch(arg -> visit(arg, earliest, latest));
            }
            case Expr.Aggregation aggregation -> {
                Expr parameter = aggregation.parameter();
                yield visit(aggregation.operand(), earliest, latest)
                        && (parameter == null || visit(parameter, earliest, latest));
            }
            case Expr.Binary binary ->
                    visit(binary.left(), earliest, latest)
                            && visit(binary.right(), earliest, latest);
        };
    }

    private boolean selector(
            Expr.VectorSelector selector, @Nullable Long range, long earliest, long latest) {
        Long offset = offset(selector.timing());
        if (range == null || offset == null) {
            return false;
        }
        boolean isPlain = selector.mode() == Expr.RangeMode.PLAIN;
        long before =
                slackMillis
                        + (range == 0 ? lookbackMillis : range + (isPlain ? 0 : lookbackMillis));
        long after = selector.mode() == Expr.RangeMode.SMOOTHED ? lookbackMillis : 0;
        String metric = metric(selector.matchers());
        switch (selector.timing().at()) {
            case null ->
                    found.add(
                            new Dependence(
                                    metric,
                                    earliest + offset + before,
                                    latest + offset - after,
                                    false));
            case Expr.At.Time at ->
                    found.add(
                            new Dependence(
                                    metric,
                                    at.millis() - offset - before,
                                    at.millis() - offset + after,
                                    true));
            case Expr.At.Start start -> {
                return false;
            }
            case Expr.At.End end -> {
                return false;
            }
        }
        return true;
    }

    private boolean subquery(Expr.Subquery subquery, long earliest, long latest) {
        Long range = millis(subquery.range());
        Long offset = offset(subquery.timing());
        return range != null
                && offset != null
                && subquery.timing().at() == null
                && visit(subquery.inner(), earliest + offset + range, latest + offset);
    }

    private static @Nullable Long offset(Expr.Timing timing) {
        return timing.offset() == null ? Long.valueOf(0) : millis(timing.offset());
    }

    /** Durations that are computed are rare; they are not worth to follow. */
    private static @Nullable Long millis(DurationExpr duration) {
        return duration instanceof DurationExpr.Millis fixed ? fixed.millis() : null;
    }

    private static String metric(List<Matcher> matchers) {
        for (Matcher matcher : matchers) {
            if (matcher.kind() == Matcher.Kind.EQUAL && matcher.name().equals(Labels.METRIC_NAME)) {
                return matcher.text();
            }
        }
        return Generations.ANY_METRIC;
    }
}
