package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Append;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.SampleSink.Session;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleShaperTest {

    private static final String POLICIES =
            """
            policies:
              - source: 10.0.0.7
                sample-interval: 10s
                critical: ['checkout_.*']
                relabel_configs:
                  - {source_labels: [__name__], regex: 'debug_.*', action: drop}
                  - {regex: pod, action: labeldrop}
              - source: "*"
                sample-interval: 5s
            """;

    private final ManualClock clock = new ManualClock(1_700_000_000_000L);
    private final MemoryStore store = new MemoryStore();
    private final SampleShaper shaper = shaper(0, ShapingOptions.parse(POLICIES, "shaping.yml"));

    private SampleShaper shaper(long maxSeries, ShapingOptions shaping) {
        IngestOptions usual = IngestOptions.defaults();
        return new SampleShaper(
                store,
                new IngestOptions(
                        usual.maxBodyBytes(),
                        usual.maxDecompressedBytes(),
                        new AdmissionOptions(SourceRates.Rates.UNLIMITED, 1 << 20, maxSeries),
                        usual.otlp(),
                        usual.listen(),
                        usual.logs(),
                        usual.forward(),
                        shaping),
                clock);
    }

    private static void write(Session session, String metric, long... seconds) {
        for (long second : seconds) {
            WriteBatch batch = new WriteBatch();
            batch.addSeries(Labels.of("__name__", metric, "pod", "p1"));
            batch.addSample(second * 1_000, (double) second);
            session.write(batch, Durability.SYNC);
        }
    }

    @Test
    void thinsOutTheSourceThatIsNamedButNotWhatIsCritical() {
        Session session = shaper.session("10.0.0.7:40123");
        write(session, "cpu", 0, 1, 9, 10, 19, 25);
        write(session, "checkout_total", 0, 1, 2);
        write(session, "debug_heap", 0);
        assertThat(StoredSamples.of(store))
                .containsExactlyInAnyOrder(
                        "cpu{} 0.0 @0",
                        "cpu{} 10.0 @10000",
                        "cpu{} 25.0 @25000",
                        "checkout_total{} 0.0 @0",
                        "checkout_total{} 1.0 @1000",
                        "checkout_total{} 2.0 @2000");
    }

    @Test
    void allOthersHaveThePolicyOfTheStar() {
        write(shaper.session("10.9.9.9:1"), "cpu", 0, 4, 5);
        assertThat(StoredSamples.of(store))
                .containsExactly("cpu{pod=\"p1\"} 0.0 @0", "cpu{pod=\"p1\"} 5.0 @5000");
    }

    @Test
    void aSourceWithoutAPolicyIsLeftAlone() {
        SampleShaper none = shaper(0, ShapingOptions.NONE);
        write(none.session("a"), "cpu", 0, 1);
        assertThat(StoredSamples.of(store)).hasSize(2);
    }

    /** Writes a sample of each series at one time. */
    private static WriteResult writeAll(Session session, String... metrics) {
        WriteBatch batch = new WriteBatch();
        for (String metric : metrics) {
            batch.addSeries(Labels.of("__name__", metric));
            batch.addSample(1_000, 1);
            batch.addExemplar(new Exemplar(Labels.of("trace_id", metric), 1, 1_000));
        }
        return session.write(batch, Durability.SYNC);
    }

    @Test
    void aSourceMayHaveSoManySeriesOverAllItsConnections() {
        SampleShaper limited = shaper(2, ShapingOptions.NONE);
        assertThat(writeAll(limited.session("10.0.0.7:1"), "a", "b").rejections()).isEmpty();
        WriteResult result = writeAll(limited.session("10.0.0.7:2"), "c", "b", "d", "a");
        assertThat(result.samples()).isEqualTo(2);
        assertThat(result.rejections())
                .singleElement()
                .satisfies(
                        rejection -> {
                            assertThat(rejection.reason()).isEqualTo(Append.SERIES_LIMIT);
                            assertThat(rejection.samples()).isEqualTo(2);
                            assertThat(rejection.firstMessage())
                                    .isEqualTo(
                                            "c{} is one more than the 2 series that source"
                                                    + " 10.0.0.7 may have: send fewer, or raise"
                                                    + " ingest.source-max-series");
                        });
        assertThat(writeAll(limited.session("10.0.0.8:1"), "c", "d").rejections()).isEmpty();
        assertThat(StoredSamples.of(store)).hasSize(4);
        assertThat(store.exemplars(List.of(), TimeRange.ALL).items())
                .extracting(one -> one.series().metricName())
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void seriesThatAreSilentForAnHourMakeRoom() {
        SampleShaper limited = shaper(2, ShapingOptions.NONE);
        Session session = limited.session("10.0.0.7:1");
        writeAll(session, "a", "b");
        clock.advance(Duration.ofMinutes(40));
        writeAll(session, "a");
        assertThat(writeAll(session, "c").rejections()).hasSize(1);
        clock.advance(Duration.ofMinutes(40));
        assertThat(writeAll(session, "a", "c").rejections()).isEmpty();
        assertThat(writeAll(session, "b").rejections()).hasSize(1);
    }

    @Test
    void countsThousandsOfSeries() {
        Session session = shaper(5_000, ShapingOptions.NONE).session("10.0.0.7:1");
        String[] metrics = new String[6_000];
        for (int i = 0; i < metrics.length; i++) {
            metrics[i] = "m" + i;
        }
        assertThat(writeAll(session, metrics).samples()).isEqualTo(5_000);
        assertThat(writeAll(session, metrics).samples()).isEqualTo(5_000);
    }

    @Test
    void refusesPoliciesThatAreWrong() {
        assertThatThrownBy(
                        () ->
                                ShapingOptions.parse(
                                        "policies:\n- source: a\n  critical: ['(']", "s.yml"))
                .hasMessageContaining("s.yml line 3: critical");
        assertThatThrownBy(
                        () -> ShapingOptions.parse("policies:\n- source: a\n- source: a", "s.yml"))
                .hasMessageContaining("two policies for a");
    }
}
