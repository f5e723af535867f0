package dev.muninn.alert.notify;

import dev.muninn.alert.deliver.DeliveryEnd;
import dev.muninn.model.Telemetry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what comes in and what goes out. */
public final class NotifyFigures {

    private record Result(String channel, String state) {}

    private final LongAdder received = new LongAdder();
    private final LongAdder flushes = new LongAdder();
    private final Map<Result, LongAdder> results = new ConcurrentHashMap<>();

    void received(int alerts) {
        received.add(alerts);
    }

    void flushed(int messages) {
        flushes.add(messages > 0 ? 1 : 0);
    }

    void ended(DeliveryEnd end) {
        results.computeIfAbsent(
                        new Result(end.delivery().channel(), end.state().word()),
                        key -> new LongAdder())
                .increment();
    }

    /** Tells the totals. */
    public void report(Telemetry to) {
        to.counter("muninn_alerts_received_total", "Alerts taken in.", received.doubleValue());
        to.counter(
                "muninn_notify_flushes_total",
                "Flushes of groups after which somebody was told.",
                flushes.doubleValue());
        Map<String, LongAdder> sorted = new TreeMap<>();
        results.forEach(
                (result, count) -> sorted.put(result.channel() + "\0" + result.state(), count));
        sorted.forEach(
                (name, count) -> {
                    String[] parts = name.split("\0");
                    to.counter(
                            "muninn_notifications_total",
                            "Messages by channel and by what became of them.",
                            count.doubleValue(),
                            "channel",
                            parts[0],
                            "result",
                            parts[1]);
                });
    }
}
