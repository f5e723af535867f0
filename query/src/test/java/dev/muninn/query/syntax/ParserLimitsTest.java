package dev.muninn.query.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts made to break the parser, or whoever walks its tree. */
class ParserLimitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "-", "sum(", "rate(", "a^", "foo[(", "foo[-", "foo[max_of(1,", "2^-"})
    void refusesDeepNesting(String opening) {
        String repeated = opening.replace("foo[", "");
        assertLimit((opening.equals(repeated) ? "" : "foo[") + repeated.repeat(4_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+", "a or ", "1-"})
    void refusesLongChains(String link) {
        assertThat(parse(link.repeat(400) + "a")).isNotNull();
        assertLimit(link.repeat(600) + "a");
    }

    @Test
    void refusesChainsOfModifiersAndDurations() {
        assertLimit("foo" + "[5m:]".repeat(600));
        assertLimit("foo[1" + "+1".repeat(600) + "]");
    }

    @Test
    void refusesLongTexts() {
        assertLimit("a".repeat(Parser.MAX_CHARS + 1));
        assertThat(parse("a".repeat(Parser.MAX_CHARS))).isNotNull();
    }

    @Test
    void refusesManyParts() {
        String thirty = "a" + "+a".repeat(29);
        String group = "(" + thirty + ")";
        String wide = "label_join(a, \"b\", \"c\"" + ", \"d\"".repeat(10_000) + ")";
        assertThat(parse(group + ("+" + group).repeat(29))).isNotNull();
        assertLimit(wide);
    }

    @Test
    void takesWideTreesThatAreNotDeep() {
        assertThat(parse("label_join(a, \"b\", \"c\"" + ", \"d\"".repeat(5_000) + ")")).isNotNull();
    }

    private static Expr parse(String text) {
        return Parser.parse(text, ParserOptions.EXPERIMENTAL);
    }

    private static void assertLimit(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(MuninnException.class)
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.LIMIT);
    }
}
