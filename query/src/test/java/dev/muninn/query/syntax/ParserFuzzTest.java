package dev.muninn.query.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutates generated expressions, and those of dashboards where they lie beside the checkout, for as
 * long as the system property {@code fuzz.seconds} says. Whatever comes out is refused with words,
 * or prints and formats to texts that read as the same tree.
 */
class ParserFuzzTest {

    private static final String[] TOKENS = {
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "=",
        "=~",
        "!~",
        "!=",
        "==",
        "@",
        "+",
        "-",
        "*",
        "/",
        "^",
        "%",
        "</",
        ">/",
        "<",
        ">",
        "atan2",
        "and",
        "or",
        "unless",
        "on",
        "ignoring",
        "bool",
        "group_left",
        "fill(",
        "fill_left(",
        "by",
        "without",
        "offset",
        "anchored",
        "smoothed",
        "sum",
        "topk(",
        "rate(",
        "info(",
        "start()",
        "end()",
        "step()",
        "range()",
        "min_of(",
        "5m",
        "1y2w",
        "0x1f",
        "1e5",
        "1_0",
        "Inf",
        "NaN",
        "\"a\"",
        "'b\\n'",
        "`c`",
        "\"\\u00e9",
        "foo",
        "a:b",
        "#\n",
        "\n",
        "\ud83d",
        "\ude00",
        "é",
        "\u0000",
        "\\",
        "~",
        "!",
        ".",
        ".5",
        "99999999999"
    };

    @Test
    void neverCrashes() throws IOException {
        long seconds = Long.getLong("fuzz.seconds", 10);
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> corpus = CorpusTest.expressions();
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        long tries = 0;
        long read = 0;
        while (System.nanoTime() < deadline) {
            String text = mutated(start(corpus, random), random);
            try {
                check(text);
                read++;
            } catch (MuninnException e) {
                assertThat(e.kind())
                        .as("seed %d: %s", seed, text)
                        .isIn(MuninnException.Kind.BAD_INPUT, MuninnException.Kind.LIMIT);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
            tries++;
        }
        assertThat(read).as("seed %d, %d tries", seed, tries).isPositive().isLessThan(tries);
    }

    /** An expression that people wrote, or one that nobody would. */
    private static String start(List<String> corpus, Random random) {
        return corpus.isEmpty() || random.nextBoolean()
                ? Printer.print(new Trees(random.nextLong()).any(4))
                : corpus.get(random.nextInt(corpus.size()));
    }

    private static void check(String text) {
        Expr expr = Parser.parse(text, ParserOptions.EXPERIMENTAL);
        String printed = Printer.print(expr);
        assertThat(Printer.print(read(printed))).as(text).isEqualTo(printed);
        assertThat(Printer.print(read(Formatter.format(expr)))).as(text).isEqualTo(printed);
        assertThat(ExprTree.of(expr)).containsKey("type");
    }

    private static Expr read(String printed) {
        try {
            return Parser.parse(printed, ParserOptions.EXPERIMENTAL);
        } catch (MuninnException e) {
            throw new AssertionError("printed what cannot be read: " + printed, e);
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(out.length() + 1);
            int end = Math.min(out.length(), at + random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> out.insert(at, TOKENS[random.nextInt(TOKENS.length)]);
                case 1 -> out.delete(at, end);
                case 2 -> out.insert(at, out.substring(at, end));
                default -> out.insert(at, (char) random.nextInt(0x250));
            }
        }
        return out.toString();
    }
}
