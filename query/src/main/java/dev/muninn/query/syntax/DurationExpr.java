package dev.muninn.query.syntax;

/** A duration of a selector, which may be computed from the query's step and range. */
public sealed interface DurationExpr {

    /** A fixed duration in milliseconds. */
    record Millis(long millis) implements DurationExpr {}

    /** The query's step, {@code step()}. */
    record Step() implements DurationExpr {}

    /** The query's end less its start, {@code range()}. */
    record Range() implements DurationExpr {}

    /** {@code -d}. */
    record Negated(DurationExpr operand) implements DurationExpr {}

    /** {@code (d)}, kept for printing. */
    record Parenthesized(DurationExpr operand) implements DurationExpr {}

    /** Arithmetic in seconds, as PromQL's numbers are. */
    record Arithmetic(Operator operator, DurationExpr left, DurationExpr right)
            implements DurationExpr {}

    /** A plain number, in seconds as a duration, or a factor within arithmetic. */
    record Factor(double value) implements DurationExpr {}

    /** The operators of duration arithmetic; MIN and MAX are written as functions. */
    enum Operator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        MODULO,
        POWER,
        MIN,
        MAX
    }
}
