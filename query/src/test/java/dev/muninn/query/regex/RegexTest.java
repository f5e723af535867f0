package dev.muninn.query.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {

    @Test
    void isAnchoredAtBothEnds() {
        assertThat(Regex.compile("b").matches("abc")).isFalse();
        assertThat(Regex.compile("a|b").matches("ab")).isFalse();
    }

    @Test
    void dotMatchesLineEnds() {
        assertThat(Regex.compile("a.c").matches("a\nc")).isTrue();
        assertThat(Regex.compile(".+").matches("\n")).isTrue();
        assertThat(Regex.compile("(?i)A.*").matches("a\n")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a|b|cd, 'a,b,cd'",
        "x(a|b)y, 'xay,xby'",
        "a[12], 'a1,a2'",
        "^(a|b)$, 'a,b'",
        "ab?, 'ab,a'",
        "1\\.5, 1.5",
        "a|, 'a,'"
    })
    void knowsTheValuesOfLiterals(String expression, String literals) {
        assertThat(Regex.compile(expression).literals()).containsExactly(literals.split(",", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.*", "a+", "(?i)a", "[a-z]", "a\\d", ".", "[^a]"})
    void knowsNoValuesOfOthers(String expression) {
        assertThat(Regex.compile(expression).literals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "abc.*, abc",
        "abc[0-9]+d, abc",
        "ab|ac, a",
        "a(b|c)d+, a",
        ".*, ''",
        "(?i)abc, ''",
        "foo\\.bar\\d, foo.bar",
        "^foo.*$, foo"
    })
    void knowsWhatValuesBeginWith(String expression, String prefix) {
        assertThat(Regex.compile(expression).prefix()).isEqualTo(prefix);
    }

    @Test
    void looksUpManyLiteralsAtOnce() {
        StringBuilder text = new StringBuilder("v0");
        for (int i = 1; i < 5000; i++) {
            text.append("|v").append(i);
        }
        Matcher.Pattern pattern = Regex.compile(text.toString());

        assertThat(pattern.literals()).hasSize(5000);
        assertThat(pattern.matches("v4999")).isTrue();
        assertThat(pattern.matches("v5000")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(\\pL{1000}){1000}",
                "((((a{10}){10}){10}){10}){10}[b]",
                "(?i)((a{999}){999})"
            })
    void refusesWhatWouldCompileToTooMuch(String expression) {
        assertThatThrownBy(() -> Regex.compile(expression))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("instructions")
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.LIMIT);
    }

    @Test
    void refusesDeepNesting() {
        assertThatThrownBy(() -> Regex.compile("(".repeat(10_000) + "a" + ")".repeat(10_000)))
                .hasMessageContaining("nests more than 200 groups");
    }

    @Test
    void catastrophicExpressionsTakeLinearTime() {
        Matcher.Pattern pattern = Regex.compile("(a+)+[b-c]");
        assertThat(pattern.matches("a".repeat(5000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "(, missing closing ): `(`", "a**, invalid nested repetition operator: `**`",
        "[z-a], invalid character class range: `z-a`",
                "*a, missing argument to repetition operator: `*`"
    })
    void refusesBrokenExpressionsInRe2sWords(String expression, String message) {
        assertThatThrownBy(() -> Regex.compile(expression))
                .hasMessage("error parsing regexp: " + message);
    }
}
