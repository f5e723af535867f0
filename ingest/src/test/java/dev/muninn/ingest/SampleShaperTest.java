package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.SampleSink.Session;
import dev.muninn.model.WriteBatch;
import dev.muninn.testkit.MemoryStore;
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

    private final MemoryStore store = new MemoryStore();
    private final SampleShaper shaper =
            new SampleShaper(store, ShapingOptions.parse(POLICIES, "shaping.yml"));

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
        SampleShaper none = new SampleShaper(store, ShapingOptions.NONE);
        write(none.session("a"), "cpu", 0, 1);
        assertThat(StoredSamples.of(store)).hasSize(2);
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
