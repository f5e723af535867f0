package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.query.syntax.Parser;
import dev.muninn.query.syntax.ParserOptions;
import dev.muninn.query.syntax.Printer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The queries are those of the page's own test (adhoc.test.ts): both narrow alike. */
class NarrowingTest {

    private static String narrowed(String expr, String matchers) {
        return Printer.print(
                new Narrowing(QueryEngine.parseSelector(matchers))
                        .of(Parser.parse(expr, ParserOptions.DEFAULTS)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "up                              ! up{job=\"a\"}",
                "up{}                            ! up{job=\"a\"}",
                "up{b=\"c}\"}                    ! up{b=\"c}\",job=\"a\"}",
                "{__name__=\"x\", }              ! {__name__=\"x\",job=\"a\"}",
                "sum by (up, x) (rate(y[5m]))    ! sum by (up, x) (rate(y{job=\"a\"}[5m]))",
                "sum(up) without (x)             ! sum without (x) (up{job=\"a\"})",
                "a / on (b) group_left (c) d     ! a{job=\"a\"} / on (b) group_left (c) d{job=\"a\"}",
                "a offset 5m > bool 3            ! a{job=\"a\"} offset 5m > bool 3",
                "label_replace(up, \"x\", \"$1\", \"y\", \"up\")"
                        + " ! label_replace(up{job=\"a\"}, \"x\", \"$1\", \"y\", \"up\")",
                "vector(1) or Inf * vector(2)    ! vector(1) or +Inf * vector(2)",
                "max_over_time(a:b:c[1h:5m])     ! max_over_time(a:b:c{job=\"a\"}[1h:5m])",
                "a @ end() and b                 ! a{job=\"a\"} @ end() and b{job=\"a\"}",
                "1e3 * -(up)                     ! 1000 * -(up{job=\"a\"})",
                "topk(scalar(k), up)             ! topk(scalar(k{job=\"a\"}), up{job=\"a\"})"
            })
    void addsMatchersToEverySelector(String expr, String narrowed) {
        assertThat(narrowed(expr, "{job=\"a\"}")).isEqualTo(narrowed);
    }

    @Test
    void addsSeveralAndThoseThatNeedQuotes() {
        assertThat(narrowed("up", "{\"k8s.pod\"=~\"a\\\"b\",x!=\"\"}"))
                .isEqualTo("up{\"k8s.pod\"=~\"a\\\"b\",x!=\"\"}");
    }
}
