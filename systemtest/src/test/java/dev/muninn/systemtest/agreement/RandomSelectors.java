package dev.muninn.systemtest.agreement;

import static dev.muninn.systemtest.agreement.Term.Kind.MATRIX;
import static dev.muninn.systemtest.agreement.Term.Kind.OPTIONAL;
import static dev.muninn.systemtest.agreement.Term.Kind.VECTOR;

import java.util.random.RandomGenerator;

/** Makes random selectors of the series of {@link QueryData}, with ranges, offsets and times. */
final class RandomSelectors {

    private static final String[] RANGES = {
        "15s",
        "16s",
        "20s",
        "30s",
        "45s",
        "1m",
        "1m30s",
        "2m",
        "5m",
        "10m",
        "7s",
        "90",
        "1m+30s",
        "1ms",
        "500ms",
        "29s999ms",
        "2h",
        "1.5",
        "0.5*1m",
        "2^6",
        "1h%7m",
        "-(-1m)",
        "4m/3",
        "1e2"
    };

    private static final String[] STEPS = {
        "", "", "15s", "30s", "1m", "7s", "20s", "15s*2", "1500ms", "11", "3m", "1m%25s"
    };

    private static final String[] OFFSETS = {
        "30s",
        "-30s",
        "1m",
        "5m",
        "7s",
        "-(1m)",
        "(1m/2)",
        "500ms",
        "-1ms",
        "1.5",
        "0s",
        "-2h",
        "(2*15s-1ms)",
        "1e1",
        "-0.25"
    };

    private static final String[] MATCHERS = {
        "job=\"a\"",
        "job!=\"a\"",
        "job=~\"a|b\"",
        "job!~\"b.*\"",
        "inst=~\"[01]\"",
        "inst!=\"2\"",
        "le=\"\"",
        "le!=\"\"",
        "le=\"+Inf\"",
        "\"a.b\"=\"x y\"",
        "nosuch=\"\"",
        "job=~\"(?i:A)\"",
        "'a.b'=~`x.y`",
        "\"job\"=\"b\"",
        "le=~\"[0-9.]+\"",
        "inst=~\"\"",
        "inst!~\"\"",
        "inst=~\".*\"",
        "inst=~\".+\"",
        "job=\"a\",job!=\"b\"",
        "le!~\"1.*|\\\\+Inf\"",
        "__name__!=\"g\"",
        "__name__!~\".*total\"",
        "job=~\"|a\"",
        "inst=~\"0|1|2|3\"",
        "\"été\"=\"ö\"",
        "`a.b`!=''",
        "job=~\"[^b]\"",
        "nosuch!=\"x\"",
        "nosuch=~\"x|\""
    };

    private static final String[] WITHOUT_NAME = {
        "{__name__=~\"g|c_total|h_exp\"%s}",
        "{__name__=~\"h_.*\"%s}",
        "{job=\"a\"%s}",
        "{\"my.metric\"%s}",
        "{'g'%s}",
        "{job=\"b\",\"c_total\"%s}",
        "{__name__=\"g\",__name__!=\"g2\"%s}",
        "{__name__=~\".*bucket\"%s}",
        "{__name__=~\"big|once|twice|nans\"%s}",
        "{\"a.b\"=\"x y\"%s}",
        "{\"été\"!=\"\"%s}"
    };

    private final RandomGenerator random;
    private final long startSeconds;

    RandomSelectors(RandomGenerator random, long startSeconds) {
        this.random = random;
        this.startSeconds = startSeconds;
    }

    /** A selector, which may have an offset and a time. */
    Term timed() {
        return Term.of(VECTOR, selector(), timing());
    }

    Term selector() {
        if (random.nextInt(5) == 0) {
            String[] around = pick(WITHOUT_NAME).split("%s", -1);
            return Term.of(VECTOR, around[0], optional(moreMatchers()), around[1]);
        }
        return named(pick(random.nextInt(3) > 0 ? QueryData.NAMES : OddSeries.NAMES));
    }

    Term named(String name) {
        return Term.of(VECTOR, name, optional(matchers()));
    }

    /** A range of samples as they are. */
    Term range() {
        return rangeOf(selector());
    }

    Term rangeOf(Term selector) {
        return Term.of(MATRIX, selector, "[" + pick(RANGES) + "]", timing());
    }

    /** A range of what an expression gives at each step. */
    Term subquery(Term inner) {
        return Term.of(
                MATRIX,
                Term.of(VECTOR, "(", inner, ")"),
                "[" + pick(RANGES) + ":" + pick(STEPS) + "]",
                timing());
    }

    private String matchers() {
        return switch (random.nextInt(5)) {
            case 0 -> "{" + pick(MATCHERS) + "}";
            case 1 -> "{" + pick(MATCHERS) + "," + pick(MATCHERS) + ",}";
            default -> random.nextInt(9) == 0 ? "{}" : "";
        };
    }

    private String moreMatchers() {
        return random.nextBoolean() ? "" : "," + pick(MATCHERS);
    }

    private Term timing() {
        Term offset = optional(random.nextInt(4) == 0 ? " offset " + pick(OFFSETS) : "");
        if (random.nextInt(6) > 0) {
            return offset;
        }
        String time = Long.toString(startSeconds + random.nextInt(3600));
        Term at = optional(" @ " + pick("start()", "end()", time, time + ".5", "-1", "0", "-2.5"));
        return random.nextBoolean() ? Term.of(OPTIONAL, at, offset) : Term.of(OPTIONAL, offset, at);
    }

    private static Term optional(String text) {
        return Term.optional(text);
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }
}
