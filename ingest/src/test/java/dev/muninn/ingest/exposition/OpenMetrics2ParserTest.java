package dev.muninn.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenMetrics2ParserTest {

    private static final String NATIVE =
            "wait {count:59,sum:120,schema:3,zero_threshold:1e-4,zero_count:2,"
                    + "negative_spans:[1:2],negative_buckets:[5,7],"
                    + "positive_spans:[-1:2,3:1],positive_buckets:[20,15,10]";

    private static List<String> lines(String text, HistogramChoice choice) {
        return CollectedLines.ofOpenMetrics2(text.getBytes(StandardCharsets.UTF_8), choice);
    }

    private static List<String> lines(String... lines) {
        return lines(String.join("\n", lines) + "\n# EOF\n", HistogramChoice.BOTH);
    }

    @Test
    void readsNumbersWithTimesStartsAndManyExemplars() {
        assertThat(
                        lines(
                                "# TYPE jobs_total counter",
                                "# UNIT jobs_total jobs",
                                "# HELP jobs_total Done.",
                                "jobs_total 17.0 1520879607.789 st@1520430000.123"
                                        + " # {trace=\"a\"} 0.67 1520879606.1 # {} 1",
                                "jobs_total{x=\"y\"} 3 st@1520430000",
                                "{\"caf\u00e9.heat\",\"a.b\"=\"c\"} -1.5"))
                .containsExactly(
                        "type jobs_total counter",
                        "unit jobs_total jobs",
                        "help jobs_total Done.",
                        "jobs_total{} 17.0 @1520879607789",
                        "exemplar {trace=\"a\"} 0.67 @1520879606100",
                        "exemplar {} 1.0",
                        "jobs_total{x=\"y\"} 3.0",
                        "caf\u00e9.heat{a.b=\"c\"} -1.5");
    }

    @Test
    void makesSeriesOfASummary() {
        assertThat(
                        lines(
                                "# TYPE wait summary",
                                "wait{q=\"a\"} {count:807283,sum:9036.32,quantile:[0.95:2,1:NaN]}"
                                        + " st@1605281325.0",
                                "wait {count:0,sum:0.0,quantile:[]} 12.5"))
                .containsExactly(
                        "type wait summary",
                        "wait{q=\"a\", quantile=\"0.95\"} 2.0",
                        "wait{q=\"a\", quantile=\"1.0\"} NaN",
                        "wait_count{q=\"a\"} 807283.0",
                        "wait_sum{q=\"a\"} 9036.32",
                        "wait_count{} 0.0 @12500",
                        "wait_sum{} 0.0 @12500");
    }

    @Test
    void makesSeriesOfClassicBucketsAndGivesEachItsExemplars() {
        assertThat(
                        lines(
                                "# TYPE wait histogram",
                                "wait {count:17,sum:24.3,bucket:[0.01:0,0.1:8,1e+06:11,+Inf:17]}"
                                        + " st@1520430000.123 # {} 0.054 1 # {trace=\"b\"} 2e6 3"))
                .containsExactly(
                        "type wait histogram",
                        "wait_bucket{le=\"0.01\"} 0.0",
                        "wait_bucket{le=\"0.1\"} 8.0",
                        "exemplar {} 0.054 @1000",
                        "wait_bucket{le=\"1e+06\"} 11.0",
                        "wait_bucket{le=\"+Inf\"} 17.0",
                        "exemplar {trace=\"b\"} 2000000.0 @3000",
                        "wait_count{} 17.0",
                        "wait_sum{} 24.3");
    }

    @Test
    void readsNativeHistograms() {
        NativeHistogram expected =
                new NativeHistogram(
                        NativeHistogram.ResetHint.UNKNOWN,
                        3,
                        1e-4,
                        2,
                        59,
                        120,
                        new int[] {-1, 2, 3, 1},
                        new double[] {20, 15, 10},
                        new int[] {1, 2},
                        new double[] {5, 7},
                        new double[0]);
        assertThat(lines("# TYPE wait histogram", NATIVE + "} 4 # {} 1 2"))
                .containsExactly(
                        "type wait histogram",
                        "wait{} " + expected + " @4000",
                        "exemplar {} 1.0 @2000");
    }

    @Test
    void takesOfBothKindsOfHistogramsWhatIsAskedFor() {
        String both = NATIVE + ",bucket:[1:50,+Inf:59]}\n# EOF\n";
        assertThat(lines(both, HistogramChoice.CLASSIC))
                .containsExactly(
                        "wait_bucket{le=\"1.0\"} 50.0",
                        "wait_bucket{le=\"+Inf\"} 59.0",
                        "wait_count{} 59.0",
                        "wait_sum{} 120.0");
        assertThat(lines(both, HistogramChoice.NATIVE)).hasSize(1);
        assertThat(lines(both, HistogramChoice.BOTH)).hasSize(5);
        assertThat(lines(NATIVE + "}\n# EOF\n", HistogramChoice.CLASSIC))
                .containsExactly(
                        "wait_bucket{le=\"+Inf\"} 59.0", "wait_count{} 59.0", "wait_sum{} 120.0");
    }

    @Test
    void readsGaugeHistograms() {
        assertThat(
                        lines(
                                "# TYPE queue gaugehistogram",
                                "queue {gcount:-0.5,gsum:2.0,schema:0,zero_threshold:0,"
                                        + "zero_count:-0.5}"))
                .last()
                .asString()
                .contains("hint=GAUGE", "count=-0.5");
        assertThat(lines("queue {gcount:42,gsum:3,bucket:[-Inf:1,0:20,+Inf:42]}"))
                .startsWith("queue_bucket{le=\"-Inf\"} 1.0", "queue_bucket{le=\"0.0\"} 20.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a {}|expected \"count:\"",
                "a {count:1}|expected \",sum:\"",
                "a {count:1,sum:2}|expected \",bucket:[\"",
                "a {count:1,sum:2,bucket:[]}|is not that of +Inf",
                "a {count:1,sum:2,bucket:[1:1]}|is not that of +Inf",
                "a {count:1,sum:2,bucket:[2:1,1:1,+Inf:1]}|do not ascend",
                "a {count:1,sum:2,bucket:[NaN:1,+Inf:1]}|do not ascend",
                "a {count:1,sum:2,bucket:[+Inf:1]|expected \"}\"",
                "a {count:1, sum:2,bucket:[+Inf:1]}|expected \",sum:\"",
                "a {gcount:1,sum:2,bucket:[+Inf:1]}|expected \",gsum:\"",
                "a {gcount:1,gsum:2,quantile:[]}|expected \",bucket:[\"",
                "a {count:x,sum:2,quantile:[]}|line 1",
                "a {count:1,sum:2,schema:9,zero_threshold:0,zero_count:0}|schema 9",
                "a {count:1,sum:2,schema:-53,zero_threshold:0,zero_count:0}|schema -53",
                "a {count:1,sum:2,schema:1.5,zero_threshold:0,zero_count:0}|no whole number",
                "a {count:1,sum:2,schema:1,zero_threshold:-1,zero_count:0}|zero_threshold is -1.0",
                "a {count:1,sum:2,schema:1,zero_threshold:0,zero_count:0,positive_spans:[0:2],"
                        + "positive_buckets:[1]}|its spans cover 2",
                "a {count:1,sum:2,schema:1,zero_threshold:0,zero_count:0,positive_spans:[0:1]}"
                        + "|positive_buckets",
                "a {count:1,sum:2,quantile:[]} st@|start timestamp",
                "a {count:1,sum:2,quantile:[]} st@NaN|invalid start timestamp",
                "a 1 st@5 6|expected next entry",
                "a 1 # {} 2 3 4|expected next entry"
            })
    void refusesWhatTheSpecificationDoesNotHave(String line, String why) {
        assertThatThrownBy(() -> lines(line))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining(why);
    }

    @Test
    void refusesAMetricThatHasTheLabelOfItsBuckets() {
        assertThatThrownBy(() -> lines("a{le=\"1\"} {count:1,sum:2,bucket:[+Inf:1]}"))
                .hasMessageContaining("\"le\" is not unique");
    }

    @Test
    void hashesTellAllSeriesOfALineApart() {
        CollectedHashes hashes = new CollectedHashes();
        String line = NATIVE + ",bucket:[0:1,1:50,+Inf:59]}\n";
        new OpenMetrics2Parser()
                .parse(
                        CollectedLines.body(
                                (line + "wait 1\n# EOF").getBytes(StandardCharsets.UTF_8)),
                        HistogramChoice.BOTH,
                        hashes);
        assertThat(hashes.taken()).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void whatIsDamagedIsRefusedOrReadButNeverBreaksTheParser() {
        byte[] whole =
                (NATIVE + ",bucket:[1:50,+Inf:59]} 1 st@2 # {a=\"b\"} 3 4\n# EOF\n")
                        .getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        byte[] puts = "{}[]:,# \n\"-+.0eN@\\\u0000".getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < whole.length; at++) {
            for (byte put : puts) {
                byte[] damaged = whole.clone();
                damaged[at] = put;
                try {
                    assertThat(CollectedLines.ofOpenMetrics2(damaged, HistogramChoice.BOTH))
                            .isNotNull();
                } catch (MuninnException e) {
                    assertThat(e.kind()).isEqualTo(MuninnException.Kind.BAD_INPUT);
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(whole.length);
    }
}
