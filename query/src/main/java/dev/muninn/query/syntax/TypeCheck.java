package dev.muninn.query.syntax;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.query.syntax.Expr.AggregationOp;
import dev.muninn.query.syntax.Expr.VectorMatching;
import dev.muninn.query.syntax.Expr.VectorMatching.Cardinality;
import dev.muninn.query.syntax.Expr.VectorSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses trees that are well formed but make no sense, such as {@code sum(1)}. */
final class TypeCheck {

    private final SyntaxErrors errors;

    TypeCheck(SyntaxErrors errors) {
        this.errors = errors;
    }

    void check(Expr expr) {
        switch (expr) {
            case Expr.NumberLiteral _, Expr.StringLiteral _ -> {}
            case Expr.Parenthesized(Expr inner, Span _) -> check(inner);
            case Expr.Unary(boolean _, Expr operand, Span span) -> checkUnary(operand, span);
            case VectorSelector selector -> checkSelector(selector);
            case Expr.MatrixSelector(VectorSelector selector, DurationExpr _, Span _) ->
                    checkSelector(selector);
            case Expr.Subquery subquery -> checkSubquery(subquery);
            case Expr.Call call -> checkCall(call);
            case Expr.Aggregation aggregation -> checkAggregation(aggregation);
            case Expr.Binary binary -> checkBinary(binary);
        }
    }

    private void checkUnary(Expr operand, Span span) {
        check(operand);
        if (!isNumeric(operand)) {
            throw errors.at(
                    span,
                    "unary expression only allowed on expressions of type scalar or instant vector,"
                            + " got "
                            + QuotedText.quote(operand.type().words()));
        }
    }

    private static boolean isNumeric(Expr expr) {
        return expr.type() == ValueType.SCALAR || expr.type() == ValueType.VECTOR;
    }

    private void checkSelector(VectorSelector selector) {
        if (!selector.name().isEmpty()) {
            for (Matcher matcher : selector.matchers().subList(0, selector.matchers().size() - 1)) {
                if (matcher.name().equals(Labels.METRIC_NAME)) {
                    throw errors.at(
                            selector.span(),
                            "metric name must not be set twice: "
                                    + QuotedText.quote(selector.name())
                                    + " or "
                                    + QuotedText.quote(matcher.text()));
                }
            }
            return;
        }
        // Else a typo could read every series there is.
        if (selector.matchers().stream().allMatch(Matcher::matchesEmpty)) {
            throw errors.at(
                    selector.span(), "vector selector must contain at least one non-empty matcher");
        }
    }

    private void checkSubquery(Expr.Subquery subquery) {
        check(subquery.inner());
        ValueType type = subquery.inner().type();
        if (type != ValueType.VECTOR) {
            throw errors.at(
                    subquery.span(),
                    "subquery is only allowed on instant vector, got "
                            + (type == ValueType.MATRIX ? "matrix" : type.words())
                            + " instead");
        }
    }

    private void checkCall(Expr.Call call) {
        Function function = call.function();
        int declared = function.arguments().size();
        int fewest = declared - Math.abs(function.optional());
        int given = call.args().size();
        String wanted =
                function.optional() == 0 && given != declared
                        ? declared + ""
                        : given < fewest
                                ? "at least " + fewest
                                : function.optional() > 0 && given > declared
                                        ? "at most " + declared
                                        : "";
        String where = " in call to " + QuotedText.quote(function.name()) + ", got ";
        if (!wanted.isEmpty()) {
            throw errors.at(call.span(), "expected " + wanted + " argument(s)" + where + given);
        }
        for (int i = 0; i < given; i++) {
            Expr arg = call.args().get(i);
            ValueType type = function.arguments().get(Math.min(i, declared - 1));
            if (function.name().equals("info") && i == 1) {
                checkInfoSelector(arg);
            } else {
                expect(arg, type, "call to function " + QuotedText.quote(function.name()));
            }
        }
    }

    /** The labels that {@code info} adds; unlike elsewhere they may all match the empty value. */
    private void checkInfoSelector(Expr arg) {
        if (arg.type() != ValueType.VECTOR) {
            check(arg);
            throw mismatch(arg, ValueType.VECTOR, "call to function \"info\"");
        }
        if (!(arg instanceof VectorSelector selector) || !selector.name().isEmpty()) {
            throw errors.at(
                    arg.span(), "expected label selectors only, got vector selector instead");
        }
    }

    private void checkAggregation(Expr.Aggregation aggregation) {
        expect(aggregation.operand(), ValueType.VECTOR, "aggregation expression");
        ValueType type = parameterType(aggregation.op());
        Expr parameter = aggregation.parameter();
        if (type != null && parameter != null) {
            expect(parameter, type, "aggregation parameter");
        }
    }

    /** The type of the operator's parameter, null if it takes none. */
    static @Nullable ValueType parameterType(AggregationOp op) {
        return switch (op) {
            case TOPK, BOTTOMK, QUANTILE, LIMITK, LIMIT_RATIO -> ValueType.SCALAR;
            case COUNT_VALUES -> ValueType.STRING;
            case SUM, AVG, MIN, MAX, COUNT, GROUP, STDDEV, STDVAR -> null;
        };
    }

    private void checkBinary(Expr.Binary binary) {
        check(binary.left());
        check(binary.right());
        boolean isBetweenScalars =
                binary.left().type() == ValueType.SCALAR
                        && binary.right().type() == ValueType.SCALAR;
        if (binary.isBool() && !binary.op().isComparison()) {
            throw errors.at(
                    operatorOf(binary), "bool modifier can only be used on comparison operators");
        }
        if (binary.op().isComparison() && !binary.isBool() && isBetweenScalars) {
            throw errors.at(
                    operatorOf(binary), "comparisons between scalars must use BOOL modifier");
        }
        checkLabels(binary);
        for (Expr side : List.of(binary.left(), binary.right())) {
            if (!isNumeric(side)) {
                throw errors.at(
                        side.span(),
                        "binary expression must contain only scalar and instant vector types");
            }
        }
        checkMatching(binary);
    }

    private void checkLabels(Expr.Binary binary) {
        VectorMatching matching = binary.matching();
        if (matching == null || !matching.isOn()) {
            return;
        }
        for (String label : matching.labels()) {
            if (matching.include().contains(label)) {
                throw errors.at(
                        operatorOf(binary),
                        "label "
                                + QuotedText.quote(label)
                                + " must not occur in ON and GROUP clause at once");
            }
        }
    }

    private void checkMatching(Expr.Binary binary) {
        boolean isBetweenVectors =
                binary.left().type() == ValueType.VECTOR
                        && binary.right().type() == ValueType.VECTOR;
        VectorMatching matching = binary.matching();
        String op = QuotedText.quote(binary.op().symbol());
        if (!isBetweenVectors && matching != null) {
            throw errors.at(
                    binary.span(),
                    matching.labels().isEmpty()
                            ? "filling in missing series only allowed between instant vectors"
                            : "vector matching only allowed between instant vectors");
        }
        if (!binary.op().isSet()) {
            return;
        }
        if (matching == null) {
            throw errors.at(
                    binary.span(),
                    "set operator " + op + " not allowed in binary scalar expression");
        }
        if (matching.cardinality() != Cardinality.MANY_TO_MANY) {
            throw errors.at(binary.span(), "no grouping allowed for " + op + " operation");
        }
        if (matching.fillLeft() != null || matching.fillRight() != null) {
            throw errors.at(
                    binary.span(), "filling in missing series not allowed for set operators");
        }
    }

    private Span operatorOf(Expr.Binary binary) {
        int start = binary.left().span().end();
        while (Letters.isSpace(errors.text().charAt(start))) {
            start++;
        }
        return new Span(start, start + binary.op().symbol().length());
    }

    private void expect(Expr expr, ValueType wanted, String context) {
        check(expr);
        if (expr.type() != wanted) {
            throw mismatch(expr, wanted, context);
        }
    }

    private MuninnException mismatch(Expr expr, ValueType wanted, String context) {
        return errors.at(
                expr.span(),
                "expected type "
                        + wanted.words()
                        + " in "
                        + context
                        + ", got "
                        + expr.type().words());
    }
}
