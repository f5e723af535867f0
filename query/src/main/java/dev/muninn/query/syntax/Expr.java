package dev.muninn.query.syntax;

import dev.muninn.model.Matcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a PromQL expression. */
public sealed interface Expr {

    Span span();

    ValueType type();

    /** {@code 1.5}, {@code 0x1f}, {@code 5m} used as a number of seconds. */
    record NumberLiteral(double value, boolean isDuration, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.SCALAR;
        }
    }

    /** {@code "text"}. */
    record StringLiteral(String value, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.STRING;
        }
    }

    /** {@code (e)}. */
    record Parenthesized(Expr inner, Span span) implements Expr {
        @Override
        public ValueType type() {
            return inner.type();
        }
    }

    /** {@code -e} or {@code +e}. */
    record Unary(boolean isNegative, Expr operand, Span span) implements Expr {
        @Override
        public ValueType type() {
            return operand.type();
        }
    }

    /**
     * {@code name{matchers} offset d @ t}.
     *
     * @param name the metric name if it was written before the braces, else empty
     * @param matchers all matchers, the one of the name included
     */
    record VectorSelector(
            String name, List<Matcher> matchers, Timing timing, RangeMode mode, Span span)
            implements Expr {
        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }

    /** {@code selector[range]}; its timing and mode stand in the selector. */
    record MatrixSelector(VectorSelector selector, DurationExpr range, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }
    }

    /** {@code inner[range:step]}; without a step the default interval is used. */
    record Subquery(
            Expr inner, DurationExpr range, @Nullable DurationExpr step, Timing timing, Span span)
            implements Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }
    }

    /** {@code function(args)}. */
    record Call(Function function, List<Expr> args, Span span) implements Expr {
        @Override
        public ValueType type() {
            return function.result();
        }
    }

    /** {@code op by (grouping) (parameter, operand)}. */
    record Aggregation(
            AggregationOp op,
            Expr operand,
            @Nullable Expr parameter,
            List<String> grouping,
            boolean isWithout,
            Span span)
            implements Expr {
        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }

    /** {@code left op right}; the matching is null unless both sides are vectors. */
    record Binary(
            BinaryOp op,
            Expr left,
            Expr right,
            @Nullable VectorMatching matching,
            boolean isBool,
            Span span)
            implements Expr {
        @Override
        public ValueType type() {
            return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
                    ? ValueType.SCALAR
                    : ValueType.VECTOR;
        }
    }

    /** When a selector or subquery looks, other than at the evaluation time. */
    record Timing(@Nullable DurationExpr offset, @Nullable At at) {
        public static final Timing NOW = new Timing(null, null);
    }

    /** The {@code @} modifier. */
    sealed interface At {

        /** {@code @ 1609746000}. */
        record Time(long millis) implements At {}

        /** {@code @ start()}. */
        record Start() implements At {}

        /** {@code @ end()}. */
        record End() implements At {}
    }

    /** How the ends of a selector's range are met. */
    enum RangeMode {
        PLAIN,
        ANCHORED,
        SMOOTHED
    }

    /** The aggregation operators. */
    enum AggregationOp {
        SUM,
        AVG,
        MIN,
        MAX,
        COUNT,
        GROUP,
        STDDEV,
        STDVAR,
        TOPK,
        BOTTOMK,
        QUANTILE,
        COUNT_VALUES,
        LIMITK,
        LIMIT_RATIO
    }

    /** The binary operators. */
    enum BinaryOp {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        MODULO("%"),
        POWER("^"),
        ATAN2("atan2"),
        EQUAL("=="),
        NOT_EQUAL("!="),
        GREATER(">"),
        LESS("<"),
        GREATER_OR_EQUAL(">="),
        LESS_OR_EQUAL("<="),
        AND("and"),
        OR("or"),
        UNLESS("unless"),
        TRIM_UPPER("</"),
        TRIM_LOWER(">/");

        private final String symbol;

        BinaryOp(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        public boolean isComparison() {
            return compareTo(EQUAL) >= 0 && compareTo(LESS_OR_EQUAL) <= 0;
        }

        public boolean isSet() {
            return this == AND || this == OR || this == UNLESS;
        }
    }

    /**
     * How two vectors' elements find each other.
     *
     * @param labels of {@code on} or {@code ignoring}
     * @param include labels taken over from the one side, of {@code group_left|right}
     * @param fillLeft value for a missing left element, null for none
     */
    record VectorMatching(
            Cardinality cardinality,
            List<String> labels,
            boolean isOn,
            List<String> include,
            @Nullable Double fillLeft,
            @Nullable Double fillRight) {

        /** How many elements of either side may match one of the other. */
        public enum Cardinality {
            ONE_TO_ONE,
            MANY_TO_ONE,
            ONE_TO_MANY,
            MANY_TO_MANY
        }
    }
}
