package dev.muninn.query.syntax;

import dev.muninn.model.Matcher;
import dev.muninn.query.syntax.Expr.VectorMatching;
import dev.muninn.query.syntax.Expr.VectorMatching.Cardinality;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes expressions on one line in Prometheus' canonical form, which parses to the same tree. */
public final class Printer {

    private final StringBuilder out = new StringBuilder();

    /** Printing stops soon after so many characters. */
    private final int limit;

    private Printer(int limit) {
        this.limit = limit;
    }

    public static String print(Expr expr) {
        Printer printer = new Printer(Integer.MAX_VALUE);
        printer.append(expr);
        return printer.out.toString();
    }

    /** The expression's text, or null if that is longer than {@code limit}. */
    static @Nullable String printWithin(Expr expr, int limit) {
        Printer printer = new Printer(limit);
        printer.append(expr);
        return printer.out.codePointCount(0, printer.out.length()) > limit
                ? null
                : printer.out.toString();
    }

    private void append(Expr expr) {
        // A surrogate pair is two chars of one character, so only twice the limit is surely beyond.
        if (out.length() / 2 > limit) {
            return;
        }
        switch (expr) {
            case Expr.NumberLiteral(double value, boolean isDuration, Span _) ->
                    out.append(number(value, isDuration));
            case Expr.StringLiteral(String value, Span _) -> out.append(QuotedText.quote(value));
            case Expr.Parenthesized(Expr inner, Span _) -> {
                out.append('(');
                append(inner);
                out.append(')');
            }
            case Expr.Unary(boolean isNegative, Expr operand, Span _) -> {
                out.append(isNegative ? '-' : '+');
                append(operand);
            }
            case Expr.VectorSelector selector -> {
                appendSeries(selector);
                out.append(modifiers(selector));
            }
            case Expr.MatrixSelector(Expr.VectorSelector selector, DurationExpr range, Span _) -> {
                appendSeries(selector);
                out.append('[').append(duration(range)).append(']').append(modifiers(selector));
            }
            case Expr.Subquery subquery -> {
                append(subquery.inner());
                out.append(subquerySuffix(subquery));
            }
            case Expr.Call(Function function, List<Expr> args, Span _) -> {
                out.append(function.name());
                appendArguments(args);
            }
            case Expr.Aggregation aggregation -> {
                out.append(aggregationHead(aggregation));
                appendArguments(arguments(aggregation));
            }
            case Expr.Binary binary -> {
                appendLeft(binary);
                out.append(' ').append(operator(binary)).append(' ');
                append(binary.right());
            }
        }
    }

    private void appendLeft(Expr.Binary binary) {
        if (isInfinityToPower(binary)) {
            out.append("Inf");
        } else {
            append(binary.left());
        }
    }

    /** Whether the usual {@code +Inf} would read as a sign before the whole power. */
    static boolean isInfinityToPower(Expr.Binary binary) {
        return binary.op() == Expr.BinaryOp.POWER
                && binary.left() instanceof Expr.NumberLiteral(double value, boolean _, Span _)
                && value == Double.POSITIVE_INFINITY;
    }

    private void appendArguments(List<Expr> args) {
        out.append('(');
        for (int i = 0; i < args.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            append(args.get(i));
        }
        out.append(')');
    }

    private static String number(double value, boolean isDuration) {
        return isDuration
                ? Literals.printDuration(Math.round(value * 1e3))
                : Literals.printNumber(value);
    }

    private void appendSeries(Expr.VectorSelector selector) {
        out.append(selector.name());
        List<Matcher> matchers = selector.matchers();
        int shown = selector.name().isEmpty() ? matchers.size() : matchers.size() - 1;
        if (shown > 0 || selector.name().isEmpty()) {
            out.append(
                    matchers.subList(0, shown).stream()
                            .map(Printer::matcher)
                            .sorted()
                            .collect(Collectors.joining(",", "{", "}")));
        }
    }

    /** Matchers in braces, in their order. */
    public static String selector(List<Matcher> matchers) {
        return matchers.stream().map(Printer::matcher).collect(Collectors.joining(",", "{", "}"));
    }

    private static String matcher(Matcher matcher) {
        return label(matcher.name()) + matcher.kind().operator() + QuotedText.quote(matcher.text());
    }

    private static String label(String name) {
        return Letters.isPlainName(name) ? name : QuotedText.quote(name);
    }

    private static String modifiers(Expr.VectorSelector selector) {
        Expr.RangeMode mode = selector.mode();
        return mode == Expr.RangeMode.PLAIN
                ? timing(selector.timing())
                : " " + mode.name().toLowerCase(Locale.ROOT) + timing(selector.timing());
    }

    private static String timing(Expr.Timing timing) {
        String at =
                switch (timing.at()) {
                    case null -> "";
                    case Expr.At.Start _ -> " @ start()";
                    case Expr.At.End _ -> " @ end()";
                    case Expr.At.Time(long millis) ->
                            " @ " + BigDecimal.valueOf(millis, 3).toPlainString();
                };
        DurationExpr offset = timing.offset();
        return offset == null ? at : at + " offset " + duration(offset);
    }

    static String subquerySuffix(Expr.Subquery subquery) {
        DurationExpr step = subquery.step();
        return "["
                + duration(subquery.range())
                + ":"
                + (step == null ? "" : duration(step))
                + "]"
                + timing(subquery.timing());
    }

    static List<Expr> arguments(Expr.Aggregation aggregation) {
        Expr parameter = aggregation.parameter();
        return parameter == null
                ? List.of(aggregation.operand())
                : List.of(parameter, aggregation.operand());
    }

    /** {@code sum by (job) }, with a space behind if there is a grouping. */
    static String aggregationHead(Expr.Aggregation aggregation) {
        String name = aggregation.op().name().toLowerCase(Locale.ROOT);
        String labels = labels(aggregation.grouping());
        if (aggregation.isWithout()) {
            return name + " without " + labels + " ";
        }
        return aggregation.grouping().isEmpty() ? name : name + " by " + labels + " ";
    }

    private static String labels(List<String> names) {
        return names.stream().map(Printer::listed).collect(Collectors.joining(", ", "(", ")"));
    }

    /** A label within a list, where colons need no quotes but the words for numbers do. */
    private static String listed(String name) {
        boolean isPlain =
                Letters.isPlainName(name.replace(':', '_'))
                        && TokenKind.keyword(name) != TokenKind.NUMBER;
        return isPlain ? name : QuotedText.quote(name);
    }

    /** The operator with its modifiers. */
    static String operator(Expr.Binary binary) {
        String text = binary.op().symbol() + (binary.isBool() ? " bool" : "");
        VectorMatching matching = binary.matching();
        return matching == null ? text : text + matching(matching) + fill(matching);
    }

    private static String matching(VectorMatching matching) {
        boolean isGrouped =
                matching.cardinality() == Cardinality.MANY_TO_ONE
                        || matching.cardinality() == Cardinality.ONE_TO_MANY;
        if (matching.labels().isEmpty() && !matching.isOn() && !isGrouped) {
            return "";
        }
        String on = (matching.isOn() ? " on " : " ignoring ") + labels(matching.labels());
        if (!isGrouped) {
            return on;
        }
        String side = matching.cardinality() == Cardinality.MANY_TO_ONE ? "left " : "right ";
        return on + " group_" + side + labels(matching.include());
    }

    private static String fill(VectorMatching matching) {
        Double left = matching.fillLeft();
        Double right = matching.fillRight();
        if (left != null && left.equals(right)) {
            return " fill (" + Literals.printNumber(left) + ")";
        }
        return (left == null ? "" : " fill_left (" + Literals.printNumber(left) + ")")
                + (right == null ? "" : " fill_right (" + Literals.printNumber(right) + ")");
    }

    /** The duration as it stands in brackets or behind offset. */
    static String duration(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Millis(long millis) -> Literals.printDuration(millis);
            case DurationExpr.Factor(double value) -> Literals.printNumber(value);
            case DurationExpr.Step _ -> "step()";
            case DurationExpr.Range _ -> "range()";
            case DurationExpr.Negated(DurationExpr operand) -> "-" + duration(operand);
            case DurationExpr.Parenthesized(DurationExpr operand) -> "(" + duration(operand) + ")";
            case DurationExpr.Arithmetic(
                            DurationExpr.Operator operator,
                            DurationExpr left,
                            DurationExpr right) ->
                    arithmetic(operator, duration(left), duration(right));
        };
    }

    private static String arithmetic(DurationExpr.Operator operator, String left, String right) {
        return switch (operator) {
            case ADD -> left + " + " + right;
            case SUBTRACT -> left + " - " + right;
            case MULTIPLY -> left + " * " + right;
            case DIVIDE -> left + " / " + right;
            case MODULO -> left + " % " + right;
            case POWER -> left + " ^ " + right;
            case MIN -> "min_of(" + left + ", " + right + ")";
            case MAX -> "max_of(" + left + ", " + right + ")";
        };
    }
}
