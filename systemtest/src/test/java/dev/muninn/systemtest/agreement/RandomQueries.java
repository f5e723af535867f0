package dev.muninn.systemtest.agreement;

import static dev.muninn.systemtest.agreement.Term.Kind.MATRIX;
import static dev.muninn.systemtest.agreement.Term.Kind.OPTIONAL;
import static dev.muninn.systemtest.agreement.Term.Kind.SCALAR;
import static dev.muninn.systemtest.agreement.Term.Kind.VECTOR;

import java.util.random.RandomGenerator;

/** Makes random expressions of the right types over the series of {@link QueryData}. */
final class RandomQueries {

    private static final String[] OF_VECTOR = {
        "abs",
        "absent",
        "acos",
        "acosh",
        "asin",
        "asinh",
        "atan",
        "atanh",
        "ceil",
        "cos",
        "cosh",
        "day_of_month",
        "day_of_week",
        "day_of_year",
        "days_in_month",
        "deg",
        "exp",
        "floor",
        "histogram_avg",
        "histogram_count",
        "histogram_stddev",
        "histogram_stdvar",
        "histogram_sum",
        "histogram_count",
        "histogram_sum",
        "hour",
        "ln",
        "log10",
        "log2",
        "minute",
        "month",
        "rad",
        "round",
        "sgn",
        "sin",
        "sinh",
        "sort",
        "sort_desc",
        "sqrt",
        "tan",
        "tanh",
        "timestamp",
        "year"
    };

    private static final String[] OF_RANGE = {
        "absent_over_time",
        "avg_over_time",
        "changes",
        "count_over_time",
        "delta",
        "deriv",
        "idelta",
        "increase",
        "irate",
        "last_over_time",
        "mad_over_time",
        "max_over_time",
        "min_over_time",
        "present_over_time",
        "rate",
        "rate",
        "rate",
        "resets",
        "stddev_over_time",
        "stdvar_over_time",
        "sum_over_time",
        "ts_of_last_over_time",
        "ts_of_max_over_time",
        "ts_of_min_over_time"
    };

    private static final String[] AGGREGATIONS = {
        "sum", "sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"
    };

    private static final String[] WITH_NUMBER = {
        "topk", "bottomk", "quantile", "limitk", "limit_ratio"
    };

    private static final String[] ARITHMETIC = {"+", "-", "*", "/", "%", "^", " atan2 "};
    private static final String[] COMPARISONS = {"==", "!=", ">", "<", ">=", "<="};
    private static final String[] SETS = {"and", "or", "unless"};
    private static final String[] LABELS = {"job", "inst", "le", "__name__", "\"a.b\"", "nosuch"};

    private static final String[] NUMBERS = {
        "0", "1", "2", "-1", "0.5", "3", "10", "0.9", "NaN", "Inf", "-Inf", "1e3", "0x1f", "-0",
        "1_000", "5m", "0.25", "1.5"
    };

    private static final String[] RANGES = {
        "15s", "16s", "20s", "30s", "45s", "1m", "1m30s", "2m", "5m", "10m", "7s", "90", "1m+30s"
    };

    private static final String[] STEPS = {"", "15s", "30s", "1m", "7s", "20s", "15s*2"};
    private static final String[] OFFSETS = {"30s", "-30s", "1m", "5m", "7s", "-(1m)", "(1m/2)"};

    private static final String[] MATCHERS = {
        "job=\"a\"", "job!=\"a\"", "job=~\"a|b\"", "job!~\"b.*\"", "inst=~\"[01]\"", "inst!=\"2\"",
        "le=\"\"", "le!=\"\"", "le=\"+Inf\"", "\"a.b\"=\"x y\"", "nosuch=\"\"", "job=~\"(?i:A)\""
    };

    private final RandomGenerator random;

    RandomQueries(RandomGenerator random) {
        this.random = random;
    }

    Term any() {
        int depth = 1 + random.nextInt(4);
        return random.nextInt(12) == 0 ? scalar(depth) : vector(depth);
    }

    private Term vector(int depth) {
        if (depth <= 0) {
            return Term.of(VECTOR, selector(), timing());
        }
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> ofRange(depth);
            case 5, 6, 7 -> aggregation(depth);
            case 8, 9 -> operation(depth);
            case 10 -> comparison(depth);
            case 11 -> set(depth);
            case 12, 13 -> Term.of(VECTOR, pick(OF_VECTOR), "(", vector(depth - 1), ")");
            case 14 -> ofVector(depth);
            case 15, 16 -> ofHistogram(depth);
            case 17 -> ofLabels(depth);
            case 18 -> Term.of(VECTOR, pick("-", "+", ""), "(", vector(depth - 1), ")");
            default -> vector(0);
        };
    }

    private Term ofRange(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> Term.of(VECTOR, "quantile_over_time(", scalar(1), ",", matrix(depth), ")");
            case 1 -> Term.of(VECTOR, "predict_linear(", matrix(depth), ",", scalar(1), ")");
            case 2 ->
                    random.nextInt(3) > 0
                            ? Term.of(VECTOR, "rate(", matrix(depth), ")")
                            : Term.of(
                                    VECTOR,
                                    "double_exponential_smoothing(",
                                    matrix(depth),
                                    ",",
                                    pick("0.5", "0.1", "1", "0"),
                                    ",",
                                    pick("0.3", "0.9"),
                                    ")");
            default -> Term.of(VECTOR, pick(OF_RANGE), "(", matrix(depth), ")");
        };
    }

    private Term ofVector(int depth) {
        Term inner = vector(depth - 1);
        return switch (random.nextInt(6)) {
            case 0 -> Term.of(VECTOR, "clamp(", inner, ",", scalar(1), ",", scalar(1), ")");
            case 1 -> Term.of(VECTOR, "clamp_min(", inner, ",", scalar(1), ")");
            case 2 -> Term.of(VECTOR, "clamp_max(", inner, ",", scalar(1), ")");
            case 3 -> Term.of(VECTOR, "round(", inner, ",", scalar(1), ")");
            case 4 -> Term.of(VECTOR, "vector(", scalar(depth - 1), ")");
            default ->
                    Term.of(
                            VECTOR,
                            pick("sort_by_label", "sort_by_label_desc"),
                            "(",
                            inner,
                            ",",
                            quoted("inst", "job", "le", "nosuch"),
                            optional(",\"job\""),
                            ")");
        };
    }

    private Term ofHistogram(int depth) {
        Term inner = random.nextBoolean() ? histograms() : vector(depth - 1);
        return switch (random.nextInt(4)) {
            case 0 ->
                    Term.of(
                            VECTOR,
                            "histogram_fraction(",
                            scalar(0),
                            ",",
                            scalar(0),
                            ",",
                            inner,
                            ")");
            case 1, 2 -> Term.of(VECTOR, "histogram_quantile(", scalar(1), ",", inner, ")");
            default -> Term.of(VECTOR, pick("histogram_avg", "histogram_stddev"), "(", inner, ")");
        };
    }

    private Term histograms() {
        String name = pick(QueryData.HISTOGRAMS);
        Term selector = Term.of(VECTOR, name, optional(matchers()));
        Term range = Term.of(MATRIX, selector, "[", pick(RANGES), "]", timing());
        return switch (random.nextInt(4)) {
            case 0 -> Term.of(VECTOR, "rate(", range, ")");
            case 1 -> Term.of(VECTOR, "sum", grouping(), "(rate(", range, "))");
            case 2 -> Term.of(VECTOR, pick(AGGREGATIONS), grouping(), "(", selector, ")");
            default -> selector;
        };
    }

    private Term ofLabels(int depth) {
        Term inner = vector(depth - 1);
        String target = quoted("job", "inst", "new", "__name__", "a.b", "");
        return switch (random.nextInt(5)) {
            case 0, 1 ->
                    Term.of(
                            VECTOR,
                            "label_replace(",
                            inner,
                            "," + target + "," + quoted("$1", "x", "", "${1}-$0", "$n", "$$"),
                            "," + quoted("job", "inst", "__name__", "nosuch", "a.b"),
                            "," + quoted("(.*)", "a", "(?P<n>.).*", "[0-1]", "", ".+") + ")");
            case 2, 3 ->
                    Term.of(
                            VECTOR,
                            "label_join(",
                            inner,
                            "," + target + "," + quoted("-", "", ","),
                            optional("," + quoted("job", "__name__")),
                            optional("," + quoted("inst", "a.b")),
                            ")");
            default ->
                    Term.of(
                            VECTOR,
                            "info(",
                            inner,
                            optional(",{" + pick("data=~\".+\"", "version=\"1\"", "x=\"\"") + "}"),
                            ")");
        };
    }

    private Term aggregation(int depth) {
        Term grouping = grouping();
        Term inner = vector(depth - 1);
        if (random.nextInt(10) == 0) {
            String label = quoted("v", "job", "a.b");
            return Term.of(VECTOR, "count_values", grouping, "(" + label + ",", inner, ")");
        }
        if (random.nextInt(3) == 0) {
            return Term.of(
                    VECTOR, pick(WITH_NUMBER), grouping, "(", scalar(depth - 1), ",", inner, ")");
        }
        return Term.of(VECTOR, pick(AGGREGATIONS), grouping, "(", inner, ")");
    }

    private Term grouping() {
        return random.nextInt(3) == 0
                ? Term.word("")
                : Term.of(OPTIONAL, pick(" by ", " without "), labels());
    }

    private String labels() {
        return switch (random.nextInt(4)) {
            case 0 -> "()";
            case 1 -> "(" + pick(LABELS) + "," + pick(LABELS) + ")";
            default -> "(" + pick(LABELS) + ")";
        };
    }

    private Term operation(int depth) {
        String symbol = pick(ARITHMETIC);
        return switch (random.nextInt(4)) {
            case 0 -> Term.of(VECTOR, operand(depth), symbol, scalar(depth - 1));
            case 1 -> Term.of(VECTOR, scalar(depth - 1), symbol, operand(depth));
            default -> Term.of(VECTOR, operand(depth), symbol, matching(), operand(depth));
        };
    }

    private Term comparison(int depth) {
        String symbol = pick(COMPARISONS);
        Term bool = optional(random.nextBoolean() ? " bool " : "");
        return switch (random.nextInt(4)) {
            case 0 -> Term.of(VECTOR, operand(depth), symbol, bool, scalar(depth - 1));
            case 1 -> Term.of(VECTOR, scalar(depth - 1), symbol, bool, operand(depth));
            default -> Term.of(VECTOR, operand(depth), symbol, bool, matching(), operand(depth));
        };
    }

    private Term set(int depth) {
        Term on = Term.of(OPTIONAL, pick(" on", " ignoring"), labels());
        return Term.of(
                VECTOR,
                operand(depth),
                " " + pick(SETS),
                random.nextBoolean() ? on : "",
                " ",
                operand(depth));
    }

    private Term operand(int depth) {
        Term inner = vector(depth - 1);
        return random.nextInt(4) > 0 ? Term.of(VECTOR, "(", inner, ")") : inner;
    }

    private Term matching() {
        if (random.nextInt(3) == 0) {
            return Term.word("");
        }
        Term side =
                Term.of(
                        OPTIONAL,
                        pick(" group_left", " group_right"),
                        optional(pick("()", "(job)", "(inst)", "(le)", "(data)")));
        return Term.of(
                OPTIONAL,
                pick(" on", " ignoring"),
                labels(),
                random.nextBoolean() ? side : "",
                " ");
    }

    private Term scalar(int depth) {
        if (depth <= 0 || random.nextInt(3) == 0) {
            return Term.of(SCALAR, pick(NUMBERS));
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> Term.of(SCALAR, "scalar(", vector(depth - 1), ")");
            case 2 -> Term.of(SCALAR, "time()");
            case 3 -> Term.of(SCALAR, scalar(depth - 1), pick(ARITHMETIC), scalar(depth - 1));
            case 4 ->
                    Term.of(
                            SCALAR,
                            scalar(depth - 1),
                            pick(COMPARISONS) + " bool ",
                            scalar(depth - 1));
            case 5 -> Term.of(SCALAR, "-(", scalar(depth - 1), ")");
            case 6 -> Term.of(SCALAR, "(", scalar(depth - 1), ")");
            default -> Term.of(SCALAR, pick(NUMBERS));
        };
    }

    private Term matrix(int depth) {
        if (depth > 1 && random.nextInt(4) == 0) {
            return Term.of(
                    MATRIX,
                    Term.of(VECTOR, "(", vector(depth - 1), ")"),
                    "[" + pick(RANGES) + ":" + pick(STEPS) + "]",
                    timing());
        }
        return Term.of(MATRIX, selector(), "[" + pick(RANGES) + "]", timing());
    }

    private Term selector() {
        return switch (random.nextInt(16)) {
            case 0 ->
                    Term.of(
                            VECTOR,
                            "{__name__=~\"g|c_total|h_exp\"",
                            optional("," + matcher()),
                            "}");
            case 1 -> Term.of(VECTOR, "{__name__=~\"h_.*\",", matcher(), "}");
            case 2 -> Term.of(VECTOR, "{job=\"a\"", optional("," + matcher()), "}");
            case 3 -> Term.of(VECTOR, "{\"my.metric\"", optional("," + matcher()), "}");
            default -> Term.of(VECTOR, pick(QueryData.NAMES), optional(matchers()));
        };
    }

    private String matchers() {
        return switch (random.nextInt(4)) {
            case 0 -> "{" + matcher() + "}";
            case 1 -> "{" + matcher() + "," + matcher() + ",}";
            default -> "";
        };
    }

    private String matcher() {
        return pick(MATCHERS);
    }

    private Term timing() {
        Term offset = optional(random.nextInt(4) == 0 ? " offset " + pick(OFFSETS) : "");
        if (random.nextInt(6) > 0) {
            return offset;
        }
        String time = Long.toString(QueryData.START_SECONDS + random.nextInt(3600));
        Term at = optional(" @ " + pick("start()", "end()", time, time + ".5"));
        return random.nextBoolean() ? Term.of(OPTIONAL, at, offset) : Term.of(OPTIONAL, offset, at);
    }

    private static Term optional(String text) {
        return Term.optional(text);
    }

    private String quoted(String... from) {
        return '"' + pick(from) + '"';
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }
}
