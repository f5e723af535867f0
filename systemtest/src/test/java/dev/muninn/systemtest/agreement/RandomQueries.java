package dev.muninn.systemtest.agreement;

import static dev.muninn.systemtest.agreement.Term.Kind.OPTIONAL;
import static dev.muninn.systemtest.agreement.Term.Kind.SCALAR;
import static dev.muninn.systemtest.agreement.Term.Kind.VECTOR;

import java.util.random.RandomGenerator;

/** Makes random expressions of the right types over the series of {@link QueryData}. */
final class RandomQueries {

    private static final String[] AGGREGATIONS = {
        "sum", "sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"
    };

    private static final String[] WITH_NUMBER = {
        "topk", "bottomk", "quantile", "limitk", "limit_ratio"
    };

    private static final String[] ARITHMETIC = {"+", "-", "*", "/", "%", "^", " atan2 "};
    private static final String[] COMPARISONS = {"==", "!=", ">", "<", ">=", "<="};
    private static final String[] SETS = {"and", "or", "unless"};

    private static final String[] LABELS = {
        "job", "inst", "le", "__name__", "\"a.b\"", "nosuch", "'été'", "`job`", "data"
    };

    private static final String[] NUMBERS = {
        "0",
        "1",
        "2",
        "-1",
        "0.5",
        "3",
        "10",
        "0.9",
        "NaN",
        "Inf",
        "-Inf",
        "1e3",
        "0x1f",
        "-0",
        "1_000",
        "5m",
        "0.25",
        "1.5",
        "1e-9",
        "-0.5",
        "1e300",
        "0.99",
        "017",
        "1e18",
        "1e19",
        "nan",
        "+inf",
        "1ms",
        "-1.0000001",
        "99",
        "0b11"
    };

    private final RandomGenerator random;
    private final RandomSelectors selectors;
    private final RandomCalls calls;

    RandomQueries(RandomGenerator random, long startSeconds) {
        this.random = random;
        selectors = new RandomSelectors(random, startSeconds);
        calls = new RandomCalls(random, selectors, this);
    }

    Term any() {
        int depth = 1 + random.nextInt(4);
        return switch (random.nextInt(24)) {
            case 0, 1 -> scalar(depth);
            case 2 -> matrix(depth);
            case 3 -> random.nextInt(9) == 0 ? Term.word("'a\\n\"b'") : vector(depth);
            default -> vector(depth);
        };
    }

    Term vector(int depth) {
        if (depth <= 0) {
            return selectors.timed();
        }
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> calls.ofRange(depth);
            case 5, 6, 7 -> aggregation(depth);
            case 8, 9 -> operation(depth);
            case 10 -> comparison(depth);
            case 11 -> set(depth);
            case 12, 13 -> calls.ofOneVector(vector(depth - 1));
            case 14 -> calls.ofVector(depth);
            case 15, 16 -> calls.ofHistogram(depth);
            case 17 -> calls.ofLabels(depth);
            case 18 -> Term.of(VECTOR, pick("-", "+", ""), "(", vector(depth - 1), ")");
            default -> vector(0);
        };
    }

    private Term aggregation(int depth) {
        Term grouping = grouping();
        Term inner = vector(depth - 1);
        if (random.nextInt(8) == 0) {
            String label = quoted("v", "job", "a.b", "__name__", "", "inst", "été");
            return Term.of(VECTOR, "count_values", grouping, "(" + label + ",", inner, ")");
        }
        if (random.nextInt(3) == 0) {
            return Term.of(
                    VECTOR, pick(WITH_NUMBER), grouping, "(", scalar(depth - 1), ",", inner, ")");
        }
        return Term.of(VECTOR, aggregationName(), grouping, "(", inner, ")");
    }

    String aggregationName() {
        return pick(AGGREGATIONS);
    }

    Term grouping() {
        return random.nextInt(3) == 0
                ? Term.word("")
                : Term.of(OPTIONAL, pick(" by ", " without "), labels());
    }

    private String labels() {
        return switch (random.nextInt(5)) {
            case 0 -> "()";
            case 1 -> "(" + pick(LABELS) + "," + pick(LABELS) + ")";
            case 2 -> "(" + pick(LABELS) + "," + pick(LABELS) + "," + pick(LABELS) + ",)";
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
                        optional(
                                pick(
                                        "()",
                                        "(job)",
                                        "(inst)",
                                        "(le)",
                                        "(data)",
                                        "(\"a.b\",nosuch)",
                                        "(__name__)",
                                        "(version,)")));
        return Term.of(
                OPTIONAL,
                pick(" on", " ignoring"),
                labels(),
                random.nextBoolean() ? side : "",
                " ");
    }

    Term scalar(int depth) {
        if (depth <= 0 || random.nextInt(3) == 0) {
            return Term.of(SCALAR, pick(NUMBERS));
        }
        return switch (random.nextInt(9)) {
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
            case 7 -> Term.of(SCALAR, "pi()");
            default -> Term.of(SCALAR, pick(NUMBERS));
        };
    }

    Term matrix(int depth) {
        return depth > 1 && random.nextInt(4) == 0
                ? selectors.subquery(vector(depth - 1))
                : selectors.range();
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
