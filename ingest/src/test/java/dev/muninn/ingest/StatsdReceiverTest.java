package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatsdReceiverTest {

    private final ManualClock clock = new ManualClock(1_000_000);
    private final MemoryStore store = new MemoryStore();

    private static void send(StatsdReceiver to, String packet) {
        byte[] bytes = packet.getBytes(StandardCharsets.UTF_8);
        to.receive(bytes, bytes.length);
    }

    @Test
    void addsUpCountersAndKeepsGauges() {
        StatsdReceiver receiver = new StatsdReceiver(100, clock);
        send(receiver, "hits:1|c|#path:/,ok\nhits:2|c|@0.5|#path:/,ok\nload:3|g\nload:-1|g\n");
        receiver.flush(store.session("statsd"));
        clock.advance(Duration.ofSeconds(10));
        send(receiver, "hits:5|c|#ok,path:/\n");
        receiver.flush(store.session("statsd"));
        assertThat(StoredSamples.of(store))
                .containsExactly(
                        "hits_total{ok=\"true\", path=\"/\"} 5.0 @1000000",
                        "hits_total{ok=\"true\", path=\"/\"} 10.0 @1010000",
                        "load{} 2.0 @1000000",
                        "load{} 2.0 @1010000");
    }

    @Test
    void makesHistogramsOfTimersAndCountsSets() {
        StatsdReceiver receiver = new StatsdReceiver(100, clock);
        send(receiver, "rt:30:200|ms|@0.5\nusers:a|s\nusers:b|s\nusers:a|s");
        receiver.flush(store.session("statsd"));
        assertThat(StoredSamples.of(store))
                .contains(
                        "rt_seconds_bucket{le=\"0.025\"} 0.0 @1000000",
                        "rt_seconds_bucket{le=\"0.05\"} 2.0 @1000000",
                        "rt_seconds_bucket{le=\"0.25\"} 4.0 @1000000",
                        "rt_seconds_bucket{le=\"+Inf\"} 4.0 @1000000",
                        "rt_seconds_count{} 4.0 @1000000",
                        "users{} 2.0 @1000000");
    }

    @Test
    void countsBrokenLinesAndSeriesTooMany() {
        StatsdReceiver receiver = new StatsdReceiver(1, clock);
        send(receiver, "a:1|c\nb:1|c\nbroken\nc:1|x\nd:1|c|@2\na:1|c");
        CollectedFigures figures = new CollectedFigures();
        receiver.report(figures);
        assertThat(figures.values())
                .containsEntry(
                        "muninn_ingest_refused_samples_total{protocol=statsd, reason=series-limit}",
                        1.0)
                .containsEntry(
                        "muninn_ingest_refused_samples_total{protocol=statsd,"
                                + " reason=invalid-labels}",
                        3.0);
        receiver.flush(store.session("statsd"));
        assertThat(StoredSamples.of(store)).containsExactly("a_total{} 2.0 @1000000");
    }
}
