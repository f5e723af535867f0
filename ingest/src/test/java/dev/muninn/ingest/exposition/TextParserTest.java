package dev.muninn.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextParserTest {

    @Test
    void readsNamesLabelsValuesAndTimestamps() {
        assertThat(
                        CollectedLines.ofText(
                                """
                                # HELP up Whether it is \\\\ there.\\nOr not.
                                # TYPE up gauge
                                up 1
                                up{job="a",instance="b:1"} 0 1700000000000
                                \t up { job = "x" zone="y", } +Inf
                                nothing{} nan
                                """))
                .containsExactly(
                        "help up Whether it is \\ there.\nOr not.",
                        "type up gauge",
                        "up{} 1.0",
                        "up{instance=\"b:1\", job=\"a\"} 0.0 @1700000000000",
                        "up{job=\"x\", zone=\"y\"} Infinity",
                        "nothing{} NaN");
    }

    @Test
    void readsNamesInQuotes() {
        assertThat(
                        CollectedLines.ofText(
                                """
                                # TYPE "température.cpu" gauge
                                {"température.cpu","rack \\"1\\""="é"} 21.5
                                cpu{"a.b"="c"} 1
                                """))
                .containsExactly(
                        "type température.cpu gauge",
                        "température.cpu{rack \"1\"=\"é\"} 21.5",
                        "cpu{a.b=\"c\"} 1.0");
    }

    @Test
    void resolvesEscapesAndKeepsUnknownOnes() {
        assertThat(CollectedLines.ofText("a{b=\"\\\\ \\\" \\n \\x }\"} 1"))
                .containsExactly("a{b=\"\\\\ \\\" \\n \\\\x }\"} 1.0");
    }

    @Test
    void readsLineBreaksInsideValues() {
        assertThat(CollectedLines.ofText("a{b=\"x\ny\"} 1\nc 2"))
                .containsExactly("a{b=\"x\\ny\"} 1.0", "c{} 2.0");
    }

    @Test
    void writesBoundsOfHistogramsAndSummariesAlike() {
        assertThat(
                        CollectedLines.ofText(
                                """
                                # TYPE h histogram
                                h_bucket{le="1"} 1
                                h_bucket{le="1e6"} 1
                                h_bucket{le="2.50"} 1
                                h_bucket{le="+Inf"} 1
                                h_bucket{le="odd"} 1
                                # TYPE s summary
                                s{quantile="0"} 1
                                s{le="1"} 1
                                # TYPE g gauge
                                g{le="1",quantile="1"} 1
                                """))
                .contains(
                        "h_bucket{le=\"1.0\"} 1.0",
                        "h_bucket{le=\"1e+06\"} 1.0",
                        "h_bucket{le=\"2.5\"} 1.0",
                        "h_bucket{le=\"+Inf\"} 1.0",
                        "h_bucket{le=\"odd\"} 1.0",
                        "s{quantile=\"0.0\"} 1.0",
                        "s{le=\"1\"} 1.0",
                        "g{le=\"1\", quantile=\"1\"} 1.0");
    }

    @Test
    void takesCommentsBlankLinesAndNothingAtAll() {
        assertThat(CollectedLines.ofText("#x\n# y\n\n \n# HELPX no\n# TYPE\n")).isEmpty();
        assertThat(CollectedLines.ofText("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1 2 3",
                "a 1 -5",
                "a 1 99999999999999999999",
                "a{b=\"c\",b=\"d\"} 1",
                "a{\"\"=\"d\"} 1",
                "{\"\"} 1",
                "{} 1",
                "a{\"b\"} 1",
                "a 1e999",
                "a 1_000",
                "a 1\r",
                "a +nan",
                "a .",
                "a 1e",
                "a{b=\"\\\n\"} 1",
                "# TYPE a  counter",
                "# TYPE a nonsense",
                "# HELP \n",
                "1a 1",
                "é 1",
            })
    void refusesWithTheLine(String line) {
        assertThatThrownBy(() -> CollectedLines.ofText("ok 1\n" + line + "\n"))
                .isInstanceOf(MuninnException.class)
                .hasMessageStartingWith("line ")
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.BAD_INPUT);
    }

    @Test
    void refusesInvalidUtf8() {
        for (String text :
                new String[] {"# HELP a \u00ff", "{\"\u00ff\"} 1", "a{\"\u00ff\"=\"b\"} 1"}) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> CollectedLines.ofText(bytes))
                    .hasMessage("line 1: text is not valid UTF-8");
        }
    }

    @Test
    void endsCleanlyWhereverItIsCut() {
        byte[] whole =
                """
                # HELP a b\\n
                # TYPE a histogram
                a_bucket{le="1",x="\\"y\\\\"} 1e-5 1700000000000
                {"q.r","s"="t"} NaN
                """
                        .getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            try {
                assertThat(CollectedLines.ofText(cut)).hasSizeLessThanOrEqualTo(4);
            } catch (MuninnException e) {
                assertThat(e.kind()).isEqualTo(MuninnException.Kind.BAD_INPUT);
            }
        }
    }
}
