package dev.muninn.query.syntax;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.query.regex.Regex;
import dev.muninn.query.syntax.Expr.AggregationOp;
import dev.muninn.query.syntax.Expr.BinaryOp;
import dev.muninn.query.syntax.Expr.RangeMode;
import dev.muninn.query.syntax.Expr.Timing;
import dev.muninn.query.syntax.Expr.VectorMatching;
import dev.muninn.query.syntax.Expr.VectorMatching.Cardinality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes random trees of valid expressions, all at the same place: {@link #NOWHERE}. */
final class Trees {

    static final Span NOWHERE = new Span(0, 0);

    private static final String[] NAMES = {"foo", "a:b", "sum", "offset", "fill", "start", "_x1"};
    private static final String[] LABELS = {"job", "by", "le", "a.b", "ö", "x y"};
    private static final String[] VALUES = {
        "", "a", "x|y", "a.*", "\"quoted\"\n", "\\", "ü", "\u0000"
    };

    private final Random random;

    Trees(long seed) {
        random = new Random(seed);
    }

    Expr any(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> scalar(depth);
            case 1 -> matrix(depth);
            case 2 -> new Expr.StringLiteral(pick(VALUES), NOWHERE);
            default -> vector(depth);
        };
    }

    private Expr vector(int depth) {
        if (depth == 0) {
            return selector();
        }
        return switch (random.nextInt(7)) {
            case 0 -> aggregation(depth);
            case 1 -> call("rate", matrix(depth - 1));
            case 2 -> call("label_replace", vector(depth - 1), text(), text(), text(), text());
            case 3 -> new Expr.Parenthesized(vector(depth - 1), NOWHERE);
            case 4 -> new Expr.Unary(random.nextBoolean(), tight(vector(depth - 1)), NOWHERE);
            case 5 -> binary(vector(depth - 1), vector(depth - 1));
            default -> binary(vector(depth - 1), scalar(depth - 1));
        };
    }

    private Expr scalar(int depth) {
        if (depth == 0) {
            return random.nextBoolean()
                    ? new Expr.NumberLiteral(random.nextInt(5) / 2.0, false, NOWHERE)
                    : new Expr.NumberLiteral(random.nextInt(1, 5000), true, NOWHERE);
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Expr.Parenthesized(scalar(depth - 1), NOWHERE);
            case 1 -> call("scalar", vector(depth - 1));
            case 2 -> binary(scalar(depth - 1), scalar(depth - 1));
            default -> new Expr.NumberLiteral(Double.POSITIVE_INFINITY, false, NOWHERE);
        };
    }

    private Expr matrix(int depth) {
        if (depth > 0 && random.nextBoolean()) {
            Expr inner = tighter(vector(depth - 1));
            DurationExpr step = random.nextBoolean() ? null : duration(depth);
            return new Expr.Subquery(inner, duration(depth), step, timing(), NOWHERE);
        }
        return new Expr.MatrixSelector(selector(), duration(depth), NOWHERE);
    }

    private Expr.VectorSelector selector() {
        String name = random.nextInt(4) == 0 ? "" : pick(NAMES);
        List<Matcher> matchers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            matchers.add(matcher());
        }
        // Printed in this order, whatever order they were written in.
        matchers.sort(Comparator.comparing(Trees::printed));
        if (name.isEmpty()) {
            matchers.add(Matcher.equal("zz", "z"));
            matchers.sort(Comparator.comparing(Trees::printed));
        } else {
            matchers.add(Matcher.equal(Labels.METRIC_NAME, name));
        }
        RangeMode mode = RangeMode.values()[random.nextInt(3)];
        return new Expr.VectorSelector(name, List.copyOf(matchers), timing(), mode, NOWHERE);
    }

    private static String printed(Matcher matcher) {
        String name = matcher.name();
        return (Letters.isPlainName(name) ? name : QuotedText.quote(name))
                + matcher.kind().operator()
                + QuotedText.quote(matcher.text());
    }

    private Matcher matcher() {
        String label = pick(LABELS);
        String value = pick(VALUES);
        return switch (random.nextInt(4)) {
            case 0 -> Matcher.notEqual(label, value);
            case 1 -> Matcher.regexp(label, "a|b", Regex.compile("a|b"));
            case 2 -> Matcher.notRegexp(label, "a.+", Regex.compile("a.+"));
            default -> Matcher.equal(label, value);
        };
    }

    private Timing timing() {
        DurationExpr offset =
                switch (random.nextInt(4)) {
                    case 0 -> new DurationExpr.Millis(random.nextInt(1, 100) * 1500L);
                    case 1 -> new DurationExpr.Millis(-500);
                    case 2 ->
                            new DurationExpr.Parenthesized(
                                    new DurationExpr.Arithmetic(
                                            DurationExpr.Operator.ADD,
                                            new DurationExpr.Factor(1.5),
                                            new DurationExpr.Step()));
                    default -> null;
                };
        Expr.@Nullable At at =
                switch (random.nextInt(5)) {
                    case 0 -> new Expr.At.Time(random.nextInt(-1000, 100_000));
                    case 1 -> new Expr.At.Start();
                    case 2 -> new Expr.At.End();
                    default -> null;
                };
        return new Timing(offset, at);
    }

    private DurationExpr duration(int depth) {
        if (depth == 0 || random.nextBoolean()) {
            return new DurationExpr.Millis(random.nextInt(1, 100_000));
        }
        return switch (random.nextInt(4)) {
            case 0 -> new DurationExpr.Step();
            case 1 -> new DurationExpr.Parenthesized(arithmetic(depth));
            case 2 -> new DurationExpr.Negated(new DurationExpr.Parenthesized(arithmetic(depth)));
            default -> arithmetic(depth);
        };
    }

    private DurationExpr arithmetic(int depth) {
        DurationExpr.Operator[] all = DurationExpr.Operator.values();
        DurationExpr.Operator operator = all[random.nextInt(all.length)];
        boolean isChoice =
                operator == DurationExpr.Operator.MIN || operator == DurationExpr.Operator.MAX;
        DurationExpr right =
                isChoice ? duration(depth - 1) : new DurationExpr.Factor(random.nextInt(9));
        return new DurationExpr.Arithmetic(operator, new DurationExpr.Range(), right);
    }

    private Expr aggregation(int depth) {
        AggregationOp[] all = AggregationOp.values();
        AggregationOp op = all[random.nextInt(all.length)];
        ValueType type = TypeCheck.parameterType(op);
        Expr parameter =
                type == null ? null : type == ValueType.STRING ? text() : scalar(depth - 1);
        boolean isWithout = random.nextBoolean();
        List<String> grouping = random.nextBoolean() ? List.of() : List.of(pick(LABELS), "a:b");
        return new Expr.Aggregation(op, vector(depth - 1), parameter, grouping, isWithout, NOWHERE);
    }

    private Expr binary(Expr left, Expr right) {
        BinaryOp[] all = BinaryOp.values();
        BinaryOp op = all[random.nextInt(all.length)];
        boolean areVectors = left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
        boolean areScalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
        if (op.isSet() && !areVectors) {
            op = BinaryOp.ADD;
        }
        boolean isBool = op.isComparison() && (areScalars || random.nextBoolean());
        return new Expr.Binary(
                op,
                tighter(left),
                tighter(right),
                areVectors ? matching(op) : null,
                isBool,
                NOWHERE);
    }

    private VectorMatching matching(BinaryOp op) {
        boolean isOn = random.nextBoolean();
        List<String> labels = random.nextBoolean() ? List.of() : List.of("job", "a.b");
        if (op.isSet()) {
            return new VectorMatching(
                    Cardinality.MANY_TO_MANY, labels, isOn, List.of(), null, null);
        }
        Cardinality cardinality =
                List.of(Cardinality.ONE_TO_ONE, Cardinality.MANY_TO_ONE, Cardinality.ONE_TO_MANY)
                        .get(random.nextInt(3));
        List<String> include = cardinality == Cardinality.ONE_TO_ONE ? List.of() : List.of("x");
        Double left = random.nextInt(3) == 0 ? (Double) 0.0 : null;
        Double right = random.nextInt(3) == 0 ? (Double) 1.5 : null;
        return new VectorMatching(cardinality, labels, isOn, include, left, right);
    }

    /** In parentheses unless it can be an operand of any operator as it is. */
    private static Expr tighter(Expr expr) {
        return expr instanceof Expr.Binary || expr instanceof Expr.Unary
                ? new Expr.Parenthesized(expr, NOWHERE)
                : expr;
    }

    /** In parentheses unless it can have a sign as it is. */
    private static Expr tight(Expr expr) {
        return expr instanceof Expr.Binary ? new Expr.Parenthesized(expr, NOWHERE) : expr;
    }

    private Expr text() {
        return new Expr.StringLiteral(pick(VALUES), NOWHERE);
    }

    private static Expr call(String name, Expr... args) {
        Function function = Functions.lookup(name);
        if (function == null) {
            throw new IllegalArgumentException(name);
        }
        return new Expr.Call(function, List.of(args), NOWHERE);
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    /** The same tree with all its parts nowhere. */
    static Expr withoutPlaces(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral(double value, boolean isDuration, Span _) ->
                    new Expr.NumberLiteral(value, isDuration, NOWHERE);
            case Expr.StringLiteral(String value, Span _) -> new Expr.StringLiteral(value, NOWHERE);
            case Expr.Parenthesized(Expr inner, Span _) ->
                    new Expr.Parenthesized(withoutPlaces(inner), NOWHERE);
            case Expr.Unary(boolean isNegative, Expr operand, Span _) ->
                    new Expr.Unary(isNegative, withoutPlaces(operand), NOWHERE);
            case Expr.VectorSelector selector -> withoutPlaces(selector);
            case Expr.MatrixSelector(Expr.VectorSelector selector, DurationExpr range, Span _) ->
                    new Expr.MatrixSelector(withoutPlaces(selector), range, NOWHERE);
            case Expr.Subquery(
                            Expr inner,
                            DurationExpr range,
                            DurationExpr step,
                            Timing timing,
                            Span _) ->
                    new Expr.Subquery(withoutPlaces(inner), range, step, timing, NOWHERE);
            case Expr.Call(Function function, List<Expr> args, Span _) ->
                    new Expr.Call(
                            function, args.stream().map(Trees::withoutPlaces).toList(), NOWHERE);
            case Expr.Aggregation a ->
                    new Expr.Aggregation(
                            a.op(),
                            withoutPlaces(a.operand()),
                            a.parameter() == null ? null : withoutPlaces(a.parameter()),
                            a.grouping(),
                            a.isWithout(),
                            NOWHERE);
            case Expr.Binary b ->
                    new Expr.Binary(
                            b.op(),
                            withoutPlaces(b.left()),
                            withoutPlaces(b.right()),
                            b.matching(),
                            b.isBool(),
                            NOWHERE);
        };
    }

    private static Expr.VectorSelector withoutPlaces(Expr.VectorSelector selector) {
        return new Expr.VectorSelector(
                selector.name(), selector.matchers(), selector.timing(), selector.mode(), NOWHERE);
    }
}
