package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.query.syntax.Parser;
import dev.muninn.query.syntax.ParserOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectorListTest {

    private static List<String> selectors(String expr) {
        return SelectorList.of(Parser.parse(expr, new ParserOptions(false))).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void findsSelectorsWhereverTheyStand() {
        assertThat(
                        selectors(
                                "topk(scalar(k), rate(a{x=\"1\"}[5m])) / -(b) + "
                                        + "max_over_time(c[1h:1m]) > 3"))
                .containsExactly(
                        "[__name__=\"k\"]",
                        "[x=\"1\", __name__=\"a\"]",
                        "[__name__=\"b\"]",
                        "[__name__=\"c\"]");
    }

    @Test
    void namesEachSelectorOnce() {
        assertThat(selectors("rate(a[1m]) / a")).hasSize(1);
        assertThat(selectors("1 + time()")).isEmpty();
    }
}
