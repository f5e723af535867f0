package dev.muninn.systemtest.agreement;

import static dev.muninn.systemtest.agreement.Term.Kind.VECTOR;

import java.util.random.RandomGenerator;

/** Makes random calls of functions whose arguments {@link RandomQueries} makes. */
final class RandomCalls {

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

    private static final String[] DATES = {
        "day_of_month",
        "day_of_week",
        "day_of_year",
        "days_in_month",
        "hour",
        "minute",
        "month",
        "year"
    };

    private static final String[] REPLACEMENTS = {
        "$1", "x", "", "${1}-$0", "$n", "$$", "${n}x", "$nx", "$9", "$", "a\\\\b", "${", "$1$1",
        "é$1", "${1", "$ 1", "$-1"
    };

    private static final String[] EXPRESSIONS = {
        "(.*)",
        "a",
        "(?P<n>.).*",
        "[0-1]",
        "",
        ".+",
        "(a)|(b)",
        "(?i)A",
        "()",
        "(.)*",
        "^(.*)$",
        "a$",
        "(?s).*",
        "(?:a|b)",
        "(x)?.*",
        ".{1}",
        "\\\\d",
        "[[:alpha:]]",
        "(?<n>.+)",
        "\\\\pL"
    };

    private static final String[] TARGETS = {
        "job", "inst", "new", "__name__", "a.b", "", "1x", "été", "le", "new-one"
    };

    private static final String[] SOURCES = {
        "job", "inst", "__name__", "nosuch", "a.b", "le", "", "été"
    };

    private static final String[] INFO_MATCHERS = {
        "data=~\".+\"",
        "version=\"1\"",
        "x=\"\"",
        "__name__=\"build_info\"",
        "__name__=~\".*_info\"",
        "data!=\"\"",
        "data=~\"t.*\",version=~\".*\"",
        "nosuch=\"x\"",
        "job=\"a\"",
        ""
    };

    private final RandomGenerator random;
    private final RandomSelectors selectors;
    private final RandomQueries queries;

    RandomCalls(RandomGenerator random, RandomSelectors selectors, RandomQueries queries) {
        this.random = random;
        this.selectors = selectors;
        this.queries = queries;
    }

    Term ofRange(int depth) {
        return switch (random.nextInt(9)) {
            case 0 ->
                    Term.of(
                            VECTOR,
                            "quantile_over_time(",
                            queries.scalar(1),
                            ",",
                            queries.matrix(depth),
                            ")");
            case 1 ->
                    Term.of(
                            VECTOR,
                            "predict_linear(",
                            queries.matrix(depth),
                            ",",
                            queries.scalar(1),
                            ")");
            case 2 ->
                    random.nextInt(3) > 0
                            ? Term.of(VECTOR, "rate(", queries.matrix(depth), ")")
                            : Term.of(
                                    VECTOR,
                                    "double_exponential_smoothing(",
                                    queries.matrix(depth),
                                    ",",
                                    pick("0.5", "0.1", "1", "0", "0.999", "NaN", "-1", "2"),
                                    ",",
                                    pick("0.3", "0.9", "1", "NaN", "scalar(g)", "0"),
                                    ")");
            default -> Term.of(VECTOR, pick(OF_RANGE), "(", queries.matrix(depth), ")");
        };
    }

    Term ofOneVector(Term inner) {
        return Term.of(VECTOR, pick(OF_VECTOR), "(", inner, ")");
    }

    Term ofVector(int depth) {
        Term inner = queries.vector(depth - 1);
        return switch (random.nextInt(8)) {
            case 0 -> Term.of(VECTOR, "clamp(", inner, ",", number(), ",", number(), ")");
            case 1 -> Term.of(VECTOR, "clamp_min(", inner, ",", number(), ")");
            case 2 -> Term.of(VECTOR, "clamp_max(", inner, ",", number(), ")");
            case 3 -> Term.of(VECTOR, "round(", inner, ",", number(), ")");
            case 4 -> Term.of(VECTOR, "vector(", queries.scalar(depth - 1), ")");
            case 5 -> Term.of(VECTOR, pick(DATES), "()");
            case 6 ->
                    Term.of(
                            VECTOR,
                            pick(DATES),
                            "(vector(",
                            queries.scalar(1),
                            pick("*1e6", "*1e9", ""),
                            "))");
            default ->
                    Term.of(
                            VECTOR,
                            pick("sort_by_label", "sort_by_label_desc"),
                            "(",
                            inner,
                            ",",
                            quoted("inst", "job", "nosuch", "__name__", "1"),
                            optional(",\"job\""),
                            optional(",\"inst\""),
                            ")");
        };
    }

    private Term number() {
        return queries.scalar(1);
    }

    Term ofHistogram(int depth) {
        Term inner = random.nextBoolean() ? histograms() : queries.vector(depth - 1);
        return switch (random.nextInt(5)) {
            case 0, 1 ->
                    Term.of(
                            VECTOR,
                            "histogram_fraction(",
                            queries.scalar(0),
                            ",",
                            queries.scalar(0),
                            ",",
                            inner,
                            ")");
            case 2, 3 -> Term.of(VECTOR, "histogram_quantile(", queries.scalar(1), ",", inner, ")");
            default ->
                    Term.of(
                            VECTOR,
                            pick("histogram_avg", "histogram_stddev", "histogram_stdvar"),
                            "(",
                            inner,
                            ")");
        };
    }

    private Term histograms() {
        Term selector = selectors.named(pick(QueryData.HISTOGRAMS));
        Term range = selectors.rangeOf(selector);
        return switch (random.nextInt(6)) {
            case 0 -> Term.of(VECTOR, pick("rate", "increase", "delta"), "(", range, ")");
            case 1 -> Term.of(VECTOR, "sum", queries.grouping(), "(rate(", range, "))");
            case 2 ->
                    Term.of(
                            VECTOR,
                            queries.aggregationName(),
                            queries.grouping(),
                            "(",
                            selector,
                            ")");
            case 3 ->
                    Term.of(
                            VECTOR,
                            pick(
                                    "sum_over_time",
                                    "avg_over_time",
                                    "last_over_time",
                                    "irate",
                                    "idelta"),
                            "(",
                            range,
                            ")");
            case 4 -> Term.of(VECTOR, selector, pick("*", "/"), queries.scalar(1));
            default -> selector;
        };
    }

    Term ofLabels(int depth) {
        Term inner = queries.vector(depth - 1);
        String target = quoted(TARGETS);
        return switch (random.nextInt(6)) {
            case 0, 1, 2 ->
                    Term.of(
                            VECTOR,
                            "label_replace(",
                            inner,
                            "," + target + "," + quoted(REPLACEMENTS),
                            "," + quoted(SOURCES),
                            "," + quoted(EXPRESSIONS) + ")");
            case 3, 4 ->
                    Term.of(
                            VECTOR,
                            "label_join(",
                            inner,
                            "," + target + "," + quoted("-", "", ",", "é"),
                            optional("," + quoted(SOURCES)),
                            optional("," + quoted(SOURCES)),
                            ")");
            default ->
                    Term.of(
                            VECTOR,
                            "info(",
                            inner,
                            optional(",{" + pick(INFO_MATCHERS) + "}"),
                            ")");
        };
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
