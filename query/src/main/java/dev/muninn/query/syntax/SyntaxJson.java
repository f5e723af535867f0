package dev.muninn.query.syntax;

import dev.muninn.model.Matcher;
import dev.muninn.query.syntax.Expr.At;
import dev.muninn.query.syntax.Expr.Timing;
import dev.muninn.query.syntax.Expr.VectorMatching;
import dev.muninn.query.syntax.Expr.VectorSelector;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes expressions as JSON in the shape of Prometheus' parse_query, for query builders. */
public final class SyntaxJson {

    private SyntaxJson() {}

    public static String write(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral(double value, boolean _, Span _) ->
                    object("numberLiteral").field("val", text(Literals.printNumber(value))).end();
            case Expr.StringLiteral(String value, Span _) ->
                    object("stringLiteral").field("val", text(value)).end();
            case Expr.Parenthesized(Expr inner, Span _) ->
                    object("parenExpr").field("expr", write(inner)).end();
            case Expr.Unary(boolean isNegative, Expr operand, Span _) ->
                    object("unaryExpr")
                            .field("op", text(isNegative ? "-" : "+"))
                            .field("expr", write(operand))
                            .end();
            case VectorSelector selector -> selector("vectorSelector", selector).end();
            case Expr.MatrixSelector(VectorSelector selector, DurationExpr range, Span _) ->
                    selector("matrixSelector", selector).field("range", millis(range)).end();
            case Expr.Subquery subquery ->
                    timing(object("subquery"), subquery.timing())
                            .field("expr", write(subquery.inner()))
                            .field("range", millis(subquery.range()))
                            .field("step", millis(subquery.step()))
                            .end();
            case Expr.Call call ->
                    object("call")
                            .field("func", function(call.function()))
                            .field("args", list(call.args(), SyntaxJson::write))
                            .end();
            case Expr.Aggregation aggregation -> aggregation(aggregation);
            case Expr.Binary binary ->
                    object("binaryExpr")
                            .field("op", text(binary.op().symbol()))
                            .field("lhs", write(binary.left()))
                            .field("rhs", write(binary.right()))
                            .field("matching", matching(binary.matching()))
                            .field("bool", Boolean.toString(binary.isBool()))
                            .end();
        };
    }

    private static String aggregation(Expr.Aggregation aggregation) {
        Expr parameter = aggregation.parameter();
        return object("aggregation")
                .field("op", text(aggregation.op().name().toLowerCase(Locale.ROOT)))
                .field("expr", write(aggregation.operand()))
                .field("param", parameter == null ? "null" : write(parameter))
                .field("grouping", list(aggregation.grouping(), SyntaxJson::text))
                .field("without", Boolean.toString(aggregation.isWithout()))
                .end();
    }

    private static ObjectText selector(String type, VectorSelector selector) {
        return timing(object(type), selector.timing())
                .field("name", text(selector.name()))
                .field("matchers", list(selector.matchers(), SyntaxJson::matcher))
                .field("anchored", isMode(selector, Expr.RangeMode.ANCHORED))
                .field("smoothed", isMode(selector, Expr.RangeMode.SMOOTHED));
    }

    private static String isMode(VectorSelector selector, Expr.RangeMode mode) {
        return Boolean.toString(selector.mode() == mode);
    }

    private static String matcher(Matcher matcher) {
        return new ObjectText()
                .field("type", text(matcher.kind().operator()))
                .field("name", text(matcher.name()))
                .field("value", text(matcher.text()))
                .end();
    }

    private static ObjectText timing(ObjectText object, Timing timing) {
        return object.field("offset", millis(timing.offset()))
                .field(
                        "timestamp",
                        timing.at() instanceof At.Time(long millis)
                                ? Long.toString(millis)
                                : "null")
                .field(
                        "startOrEnd",
                        switch (timing.at()) {
                            case At.Start _ -> text("start");
                            case At.End _ -> text("end");
                            case At.Time _ -> "null";
                            case null -> "null";
                        });
    }

    /** Durations that are yet to be computed are 0, as in Prometheus. */
    private static String millis(@Nullable DurationExpr duration) {
        return duration instanceof DurationExpr.Millis(long millis) ? Long.toString(millis) : "0";
    }

    private static String function(Function function) {
        return new ObjectText()
                .field("name", text(function.name()))
                .field("argTypes", list(function.arguments(), type -> text(word(type))))
                .field("variadic", Integer.toString(function.optional()))
                .field("returnType", text(word(function.result())))
                .end();
    }

    private static String word(ValueType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String matching(@Nullable VectorMatching matching) {
        if (matching == null) {
            return "null";
        }
        String cardinality = matching.cardinality().name().toLowerCase(Locale.ROOT);
        return new ObjectText()
                .field("card", text(cardinality.replace('_', '-')))
                .field("labels", list(matching.labels(), SyntaxJson::text))
                .field("on", Boolean.toString(matching.isOn()))
                .field("include", list(matching.include(), SyntaxJson::text))
                .field(
                        "fillValues",
                        new ObjectText()
                                .field("lhs", fill(matching.fillLeft()))
                                .field("rhs", fill(matching.fillRight()))
                                .end())
                .end();
    }

    private static String fill(@Nullable Double value) {
        return value == null ? "null" : text(Literals.printNumber(value));
    }

    private static <T> String list(List<T> items, java.util.function.Function<T, String> write) {
        StringJoiner out = new StringJoiner(",", "[", "]");
        items.forEach(item -> out.add(write.apply(item)));
        return out.toString();
    }

    private static String text(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c) || c == '<' || c == '\u2028') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static ObjectText object(String type) {
        return new ObjectText().field("type", text(type));
    }

    /** A JSON object that grows by fields whose values are JSON already. */
    private static final class ObjectText {

        private final StringJoiner fields = new StringJoiner(",", "{", "}");

        ObjectText field(String name, String json) {
            fields.add('"' + name + "\":" + json);
            return this;
        }

        String end() {
            return fields.toString();
        }
    }
}
