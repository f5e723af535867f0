package dev.muninn.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.MuninnException.Kind;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Selection;
import dev.muninn.model.SystemClock;
import dev.muninn.model.TimeRange;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollectLoopTest {

    private final MemoryStore store = new MemoryStore();
    private @Nullable MuninnException refusal;

    private final SampleSink sink =
            sender -> {
                SampleSink.Session session = store.session(sender);
                return (batch, durability) -> {
                    if (refusal != null) {
                        throw refusal;
                    }
                    return session.write(batch, durability);
                };
            };

    private final CollectLoop loop =
            new CollectLoop(
                    "test",
                    Labels.of("job", "node", "instance", "a"),
                    Duration.ofSeconds(1),
                    sink,
                    new ManualClock(0),
                    frame -> frame.gauge("answer", "", 42));

    @Test
    void writesWhatTheSourceReportsAndThatItIsUp() {
        loop.tick(1000);

        assertThat(store.labelValues("__name__", List.<Matcher>of(), TimeRange.ALL, 0).items())
                .containsExactly("answer", "up");
        assertThat(figures()).contains("muninn_collect_ticks_total{collector=\"test\"} 1");
    }

    @Test
    void dropsAndCountsATickThatTheSinkRefuses() {
        loop.tick(1000);
        refusal = new MuninnException(Kind.BUSY, "full");
        loop.tick(2000);
        refusal = null;
        loop.tick(3000);

        assertThat(figures())
                .contains("muninn_collect_ticks_total{collector=\"test\"} 2")
                .contains(
                        "muninn_collect_dropped_ticks_total{collector=\"test\",reason=\"busy\"}"
                                + " 1");
    }

    @Test
    void saysThatATargetIsDownAndKeepsWhatItTold() throws Exception {
        CollectLoop silent =
                new CollectLoop(
                        "silent",
                        Labels.empty(),
                        Duration.ofSeconds(1),
                        store,
                        new ManualClock(0),
                        frame -> {
                            frame.gauge("told", "", 1);
                            throw new IOException("connection refused");
                        });
        silent.tick(1000);

        assertThat(valueOf("told")).isEqualTo(1);
        assertThat(valueOf("up")).isZero();
    }

    private double valueOf(String metric) {
        try (var series =
                store.select(
                        new Selection(TimeRange.ALL, List.of(Matcher.equal("__name__", metric))))) {
            SampleBuffer samples = new SampleBuffer();
            series.read(0, samples);
            return samples.values()[0];
        }
    }

    @Test
    void countsTheTicksThatWereSleptThrough() {
        loop.tick(1000);
        loop.tick(5000);

        assertThat(figures()).contains("muninn_collect_missed_ticks_total{collector=\"test\"} 3");
    }

    @Test
    void writesNothingTwiceForOneTime() {
        loop.tick(1000);
        loop.tick(1000);

        assertThat(figures()).contains("muninn_collect_ticks_total{collector=\"test\"} 1");
    }

    @Test
    void ticksAtWholeMultiplesOfTheInterval() throws Exception {
        CountDownLatch seen = new CountDownLatch(3);
        Duration interval = Duration.ofMillis(100);
        try (CollectLoop running =
                new CollectLoop(
                        "live",
                        Labels.empty(),
                        interval,
                        store,
                        SystemClock.INSTANCE,
                        frame -> seen.countDown())) {
            running.open(Thread.ofVirtual());
            assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
        }
        try (var series = store.select(new Selection(TimeRange.ALL, List.of()))) {
            var samples = new SampleBuffer();
            series.read(0, samples);
            assertThat(samples.size()).isGreaterThanOrEqualTo(2);
            for (int i = 0; i < samples.size(); i++) {
                assertThat(samples.timestamps()[i] % interval.toMillis()).isZero();
            }
        }
    }

    private String figures() {
        ExpositionText text = new ExpositionText();
        loop.report(text);
        return new String(text.toBytes(), StandardCharsets.UTF_8);
    }
}
