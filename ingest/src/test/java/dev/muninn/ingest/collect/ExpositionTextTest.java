package dev.muninn.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExpositionTextTest {

    private final ExpositionText text = new ExpositionText();

    @Test
    void keepsTheLinesOfAMetricTogether() {
        text.counter("a_total", "First.", 1, "k", "x");
        text.gauge("b", "Second.", 0.5);
        text.counter("a_total", "First.", 2, "k", "y");

        assertThat(written())
                .isEqualTo(
                        """
                        # HELP a_total First.
                        # TYPE a_total counter
                        a_total{k="x"} 1
                        a_total{k="y"} 2
                        # HELP b Second.
                        # TYPE b gauge
                        b 0.5
                        """);
    }

    @Test
    void escapesHelpAndLabelValues() {
        text.gauge("g", "back\\slash \"and\"\nline", 1, "k", "a\"b\\c\nd");

        assertThat(written())
                .isEqualTo(
                        """
                        # HELP g back\\\\slash "and"\\nline
                        # TYPE g gauge
                        g{k="a\\"b\\\\c\\nd"} 1
                        """);
    }

    @Test
    void writesHistogramsAndSummaries() {
        text.histogram("h", "H.", new double[] {0.1, 10}, new long[] {1, 2, 3}, 33.5, "k", "v");
        text.summary("s", "S.", 4, 1.25);

        assertThat(written())
                .isEqualTo(
                        """
                        # HELP h H.
                        # TYPE h histogram
                        h_bucket{k="v",le="0.1"} 1
                        h_bucket{k="v",le="10.0"} 3
                        h_bucket{k="v",le="+Inf"} 6
                        h_sum{k="v"} 33.5
                        h_count{k="v"} 6
                        # HELP s S.
                        # TYPE s summary
                        s_sum 1.25
                        s_count 4
                        """);
    }

    private String written() {
        return new String(text.toBytes(), StandardCharsets.UTF_8);
    }
}
