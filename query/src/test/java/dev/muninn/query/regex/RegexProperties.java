package dev.muninn.query.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What is compared as plain text must match exactly what RE2 matches. */
class RegexProperties {

    private static final String[] PIECES = {
        "a", "b", "ab", ".*", ".+", ".", "|", "(", ")", "(?:", "[ab]", "[^a]", "[a-c]", "[]]",
                "\\.",
        "\\d", "\\w+", "?", "*", "+", "{2}", "{1,2}", "^", "$", "(?i)", "\\", "\n", "é", "\\n", "x",
        "*?", "(?P<n>", "\\Q", "\\E", "{", "\ud83d\ude00", "-", "_", "\\-", "[[:alpha:]]", "\\x61"
    };

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of(PIECES).list().ofMaxSize(10).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(
                        "a", "b", "x", "ab", ".", "1", "A", "\n", "é", "\ud83d\ude00", "-", "]")
                .list()
                .ofMaxSize(6)
                .map(list -> String.join("", list));
    }

    @Property(tries = 5000)
    void matchesWhatRe2Matches(
            @ForAll("expressions") String expression, @ForAll("values") String value) {
        Pattern re2;
        try {
            re2 = Pattern.compile(expression, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            assertRefused(expression);
            return;
        }
        Matcher.Pattern ours = Regex.compile(expression);

        boolean expected = re2.matches(value);
        assertThat(ours.matches(value)).as("%s on %s", expression, value).isEqualTo(expected);
        if (expected) {
            assertThat(value).startsWith(ours.prefix());
            assertThat(ours.literals().isEmpty() || ours.literals().contains(value)).isTrue();
        }
    }

    @Provide
    Arbitrary<Tuple.Tuple2<String, String>> globs() {
        return Arbitraries.of("a", "b", "ab", "ba", ".*", ".+", ".*", "(a|b)", "(a.*|b)", "b?")
                .list()
                .ofMaxSize(8)
                .map(list -> String.join("", list))
                .flatMap(
                        expression ->
                                Arbitraries.strings()
                                        .withChars("ab")
                                        .ofMaxLength(10)
                                        .map(value -> Tuple.of(expression, value)));
    }

    @Property(tries = 5000)
    void globsMatchWhatRe2Matches(@ForAll("globs") Tuple.Tuple2<String, String> pair) {
        assertThat(Regex.compile(pair.get1()).matches(pair.get2()))
                .as(pair.toString())
                .isEqualTo(Pattern.matches(pair.get1(), pair.get2()));
    }

    private static void assertRefused(String expression) {
        try {
            Regex.compile(expression);
        } catch (MuninnException e) {
            return;
        }
        throw new AssertionError("taken, but RE2 refuses: " + expression);
    }
}
