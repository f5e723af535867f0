package dev.muninn.query.syntax;

import dev.muninn.model.Matcher;
import dev.muninn.query.syntax.Expr.VectorMatching;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An expression as maps and lists, named as in the answer of Prometheus' {@code parse_query}: what
 * query builders read. Durations are milliseconds, 0 where they are computed.
 */
public final class ExprTree {

    private ExprTree() {}

    /** A node's fields by name: texts, longs, booleans, lists of these, and further nodes. */
    public static Map<String, @Nullable Object> of(Expr expr) {
        Map<String, @Nullable Object> node = new TreeMap<>();
        switch (expr) {
            case Expr.NumberLiteral(double value, boolean _, Span _) -> {
                node.put("type", "numberLiteral");
                node.put("val", Literals.printNumber(value));
            }
            case Expr.StringLiteral(String value, Span _) -> {
                node.put("type", "stringLiteral");
                node.put("val", value);
            }
            case Expr.Parenthesized(Expr inner, Span _) -> {
                node.put("type", "parenExpr");
                node.put("expr", of(inner));
            }
            case Expr.Unary(boolean isNegative, Expr operand, Span _) -> {
                node.put("type", "unaryExpr");
                node.put("op", isNegative ? "-" : "+");
                node.put("expr", of(operand));
            }
            case Expr.VectorSelector selector -> putSelector(node, "vectorSelector", selector);
            case Expr.MatrixSelector(Expr.VectorSelector selector, DurationExpr range, Span _) -> {
                putSelector(node, "matrixSelector", selector);
                node.put("range", millis(range));
            }
            case Expr.Subquery subquery -> putSubquery(node, subquery);
            case Expr.Call(Function function, List<Expr> args, Span _) -> {
                node.put("type", "call");
                node.put("func", signature(function));
                node.put("args", args.stream().map(ExprTree::of).toList());
            }
            case Expr.Aggregation aggregation -> putAggregation(node, aggregation);
            case Expr.Binary binary -> putBinary(node, binary);
        }
        return node;
    }

    private static void putSelector(
            Map<String, @Nullable Object> node, String type, Expr.VectorSelector selector) {
        node.put("type", type);
        node.put("name", selector.name());
        List<Map<String, String>> matchers = new ArrayList<>();
        for (Matcher matcher : selector.matchers()) {
            matchers.add(
                    new TreeMap<>(
                            Map.of(
                                    "name", matcher.name(),
                                    "type", matcher.kind().operator(),
                                    "value", matcher.text())));
        }
        node.put("matchers", matchers);
        putTiming(node, selector.timing());
    }

    private static void putTiming(Map<String, @Nullable Object> node, Expr.Timing timing) {
        node.put("offset", millis(timing.offset()));
        node.put("timestamp", null);
        node.put("startOrEnd", null);
        switch (timing.at()) {
            case null -> {}
            case Expr.At.Time(long millis) -> node.put("timestamp", millis);
            case Expr.At.Start _ -> node.put("startOrEnd", "start");
            case Expr.At.End _ -> node.put("startOrEnd", "end");
        }
    }

    private static void putSubquery(Map<String, @Nullable Object> node, Expr.Subquery subquery) {
        node.put("type", "subquery");
        node.put("expr", of(subquery.inner()));
        node.put("range", millis(subquery.range()));
        node.put("step", millis(subquery.step()));
        putTiming(node, subquery.timing());
    }

    private static long millis(@Nullable DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Millis(long millis) -> millis;
            case DurationExpr.Negated(DurationExpr operand) -> -millis(operand);
            case DurationExpr.Parenthesized(DurationExpr operand) -> millis(operand);
            case null, default -> 0;
        };
    }

    private static Map<String, Object> signature(Function function) {
        return new TreeMap<>(
                Map.of(
                        "name", function.name(),
                        "argTypes", function.arguments().stream().map(ExprTree::word).toList(),
                        "variadic", (long) function.optional(),
                        "returnType", word(function.result())));
    }

    private static String word(ValueType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static void putAggregation(
            Map<String, @Nullable Object> node, Expr.Aggregation aggregation) {
        node.put("type", "aggregation");
        node.put("op", aggregation.op().name().toLowerCase(Locale.ROOT));
        node.put("expr", of(aggregation.operand()));
        Expr parameter = aggregation.parameter();
        node.put("param", parameter == null ? null : of(parameter));
        node.put("grouping", aggregation.grouping());
        node.put("without", aggregation.isWithout());
    }

    private static void putBinary(Map<String, @Nullable Object> node, Expr.Binary binary) {
        node.put("type", "binaryExpr");
        node.put("op", binary.op().symbol());
        node.put("lhs", of(binary.left()));
        node.put("rhs", of(binary.right()));
        node.put("bool", binary.isBool());
        VectorMatching matching = binary.matching();
        node.put("matching", matching == null ? null : matching(matching));
    }

    private static Map<String, Object> matching(VectorMatching matching) {
        return new TreeMap<>(
                Map.of(
                        "card",
                        matching.cardinality().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "labels",
                        matching.labels(),
                        "on",
                        matching.isOn(),
                        "include",
                        matching.include()));
    }
}
