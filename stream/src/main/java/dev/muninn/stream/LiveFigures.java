package dev.muninn.stream;

import dev.muninn.model.Buckets;
import dev.muninn.model.Telemetry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What the live streams count of themselves. */
final class LiveFigures {

    final LongAdder evaluations = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder slowTicks = new LongAdder();
    final LongAdder amendments = new LongAdder();
    final LongAdder framesEncoded = new LongAdder();
    final LongAdder framesSent = new LongAdder();
    final LongAdder bytesSent = new LongAdder();
    final LongAdder skippedTicks = new LongAdder();
    final LongAdder loweredTiers = new LongAdder();

    /** Ticks that a client was behind when it said how far it had come. */
    final Buckets acknowledgedLag = new Buckets(0, 1, 2, 5, 10, 30, 60, 120);

    final Buckets handshakeSeconds = new Buckets(0.01, 0.05, 0.25, 1, 5);

    private final Map<Transport, AtomicInteger> connections =
            each(Transport.class, AtomicInteger::new);
    private final Map<Tier, AtomicInteger> subscriptions = each(Tier.class, AtomicInteger::new);
    private final Map<SnapshotCause, LongAdder> snapshots =
            each(SnapshotCause.class, LongAdder::new);
    private final Map<CloseCode, LongAdder> closes = each(CloseCode.class, LongAdder::new);

    private static <K extends Enum<K>, V> Map<K, V> each(Class<K> type, Supplier<V> make) {
        Map<K, V> values = new EnumMap<>(type);
        for (K key : type.getEnumConstants()) {
            values.put(key, make.get());
        }
        return values;
    }

    AtomicInteger connections(Transport transport) {
        return known(connections, transport);
    }

    AtomicInteger subscriptions(Tier tier) {
        return known(subscriptions, tier);
    }

    LongAdder snapshots(SnapshotCause cause) {
        return known(snapshots, cause);
    }

    LongAdder closes(CloseCode code) {
        return known(closes, code);
    }

    private static <K extends Enum<K>, V> V known(Map<K, V> values, K key) {
        V value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("no figure for " + key);
        }
        return value;
    }

    void report(Telemetry to) {
        connections.forEach(
                (transport, count) ->
                        to.gauge(
                                "muninn_live_connections",
                                "Open live connections.",
                                count.get(),
                                "transport",
                                label(transport)));
        subscriptions.forEach(
                (tier, count) ->
                        to.gauge(
                                "muninn_live_subscriptions",
                                "Views that connections look at.",
                                count.get(),
                                "tier",
                                label(tier)));
        snapshots.forEach(
                (cause, count) ->
                        to.counter(
                                "muninn_live_snapshots_total",
                                "First pictures asked for, by what made them needed.",
                                count.doubleValue(),
                                "cause",
                                label(cause)));
        closes.forEach(
                (code, count) ->
                        to.counter(
                                "muninn_live_closes_total",
                                "Live connections that the server ended, by close code.",
                                count.doubleValue(),
                                "code",
                                String.valueOf(code.number())));
        reportTotals(to);
        acknowledgedLag.report(
                to,
                "muninn_live_acknowledged_lag_ticks",
                "Ticks that clients were behind when they said how far they had come.");
        handshakeSeconds.report(
                to,
                "muninn_live_handshake_seconds",
                "Time from a connection's beginning to its welcome.");
    }

    private void reportTotals(Telemetry to) {
        to.counter(
                "muninn_live_evaluations_total",
                "Queries evaluated for ticks of live views.",
                evaluations.doubleValue());
        to.counter(
                "muninn_live_evaluation_failures_total",
                "Queries of live views that gave no values.",
                failures.doubleValue());
        to.counter(
                "muninn_live_slow_ticks_total",
                "Ticks left out because the one before was still being evaluated.",
                slowTicks.doubleValue());
        to.counter(
                "muninn_live_amendments_total",
                "Times that late samples made points other than told.",
                amendments.doubleValue());
        to.counter(
                "muninn_live_frames_encoded_total",
                "Frames with ticks encoded, each for all viewers of a view.",
                framesEncoded.doubleValue());
        to.counter(
                "muninn_live_frames_sent_total",
                "Frames written to live connections.",
                framesSent.doubleValue());
        to.counter(
                "muninn_live_sent_bytes_total",
                "Bytes of frames written to live connections.",
                bytesSent.doubleValue());
        to.counter(
                "muninn_live_skipped_ticks_total",
                "Ticks a viewer could not take in time; they were joined to later ones.",
                skippedTicks.doubleValue());
        to.counter(
                "muninn_live_lowered_tiers_total",
                "Connections that were moved to a lower tier because they were slow.",
                loweredTiers.doubleValue());
    }

    private static String label(Enum<?> key) {
        return key.name().toLowerCase(Locale.ROOT);
    }
}
