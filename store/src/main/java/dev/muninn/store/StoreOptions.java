package dev.muninn.store;

import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink.Durability;
import java.time.Duration;

/**
 * How the store behaves; keys in configuration are these names in kebab-case behind {@code store.},
 * but for {@code store.retention.raw}.
 *
 * @param rawRetention how long samples are kept
 * @param rollups how long samples summed up are kept
 * @param outOfOrderWindow how far behind the newest sample of its series a sample may come
 * @param futureLimit how far ahead of the clock a sample may be
 * @param ack when doors acknowledge that have no reason to choose otherwise
 * @param ackTimeout how long a write waits for the disk before it is refused
 * @param maxSeries series written at a time; further new ones are refused
 * @param maxLabels labels of one series
 * @param maxLabelNameBytes bytes of a label's name
 * @param maxLabelValueBytes bytes of a label's value
 * @param maxSelectedSeries series that one selection may match
 * @param maxExemplars exemplars kept, of all series together
 * @param headBytes memory for samples not in blocks yet, beyond which blocks are written early
 * @param segmentBytes size of a file of the write-ahead log
 * @param maxPendingBytes bytes that may wait for the disk before writes are refused
 */
public record StoreOptions(
        Duration rawRetention,
        RollupOptions rollups,
        Duration outOfOrderWindow,
        Duration futureLimit,
        Durability ack,
        Duration ackTimeout,
        int maxSeries,
        int maxLabels,
        int maxLabelNameBytes,
        int maxLabelValueBytes,
        int maxSelectedSeries,
        int maxExemplars,
        long headBytes,
        long segmentBytes,
        long maxPendingBytes) {

    /** The head shares the heap with queries, caches and the log's buffers. */
    private static final int HEAD_SHARE = 4;

    /** A series takes about half of that; the rest is for its samples and for questions. */
    private static final int HEAP_PER_SERIES = 1024;

    /** Refuses what cannot work, by name. */
    public StoreOptions {
        atLeast("retention.raw", rawRetention, Duration.ofHours(2));
        atLeast("out-of-order-window", outOfOrderWindow, Duration.ZERO);
        atLeast("future-limit", futureLimit, Duration.ZERO);
        atLeast("ack-timeout", ackTimeout, Duration.ofMillis(1));
        atLeast("max-series", maxSeries, 1);
        atLeast("max-labels", maxLabels, 1);
        atLeast("max-label-name-bytes", maxLabelNameBytes, 8);
        atLeast("max-label-value-bytes", maxLabelValueBytes, 1);
        atLeast("max-selected-series", maxSelectedSeries, 1);
        atLeast("max-exemplars", maxExemplars, 0);
        atLeast("head-bytes", headBytes, 1 << 20);
        atLeast("segment-bytes", segmentBytes, 64 << 10);
        atLeast("max-pending-bytes", maxPendingBytes, 64 << 10);
    }

    private static void atLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw MuninnException.badInput(
                    "store." + name + " is " + value + ", the least is " + least);
        }
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw MuninnException.badInput(
                    "store." + name + " is " + value + ", the least is " + least);
        }
    }

    public static StoreOptions defaults() {
        long heap = Runtime.getRuntime().maxMemory();
        return new StoreOptions(
                Duration.ofDays(15),
                RollupOptions.DEFAULTS,
                Duration.ofMinutes(30),
                Duration.ofMinutes(10),
                Durability.SYNC,
                Duration.ofSeconds(10),
                Math.clamp(heap / HEAP_PER_SERIES, 100_000, 20_000_000),
                64,
                1024,
                4096,
                500_000,
                100_000,
                Math.max(16 << 20, heap / HEAD_SHARE),
                128L << 20,
                64L << 20);
    }

    /** These options with another retention. */
    public StoreOptions withRawRetention(Duration retention) {
        return new StoreOptions(
                retention,
                rollups,
                outOfOrderWindow,
                futureLimit,
                ack,
                ackTimeout,
                maxSeries,
                maxLabels,
                maxLabelNameBytes,
                maxLabelValueBytes,
                maxSelectedSeries,
                maxExemplars,
                headBytes,
                segmentBytes,
                maxPendingBytes);
    }

    /** These options with another window for late samples. */
    public StoreOptions withOutOfOrderWindow(Duration window) {
        return new StoreOptions(
                rawRetention,
                rollups,
                window,
                futureLimit,
                ack,
                ackTimeout,
                maxSeries,
                maxLabels,
                maxLabelNameBytes,
                maxLabelValueBytes,
                maxSelectedSeries,
                maxExemplars,
                headBytes,
                segmentBytes,
                maxPendingBytes);
    }

    /** These options with another limit of series. */
    public StoreOptions withMaxSeries(int series) {
        return new StoreOptions(
                rawRetention,
                rollups,
                outOfOrderWindow,
                futureLimit,
                ack,
                ackTimeout,
                series,
                maxLabels,
                maxLabelNameBytes,
                maxLabelValueBytes,
                maxSelectedSeries,
                maxExemplars,
                headBytes,
                segmentBytes,
                maxPendingBytes);
    }

    /** These options with another limit of memory for samples. */
    public StoreOptions withHeadBytes(long bytes) {
        return new StoreOptions(
                rawRetention,
                rollups,
                outOfOrderWindow,
                futureLimit,
                ack,
                ackTimeout,
                maxSeries,
                maxLabels,
                maxLabelNameBytes,
                maxLabelValueBytes,
                maxSelectedSeries,
                maxExemplars,
                bytes,
                segmentBytes,
                maxPendingBytes);
    }

    /** These options with log files of another size. */
    public StoreOptions withSegmentBytes(long bytes) {
        return new StoreOptions(
                rawRetention,
                rollups,
                outOfOrderWindow,
                futureLimit,
                ack,
                ackTimeout,
                maxSeries,
                maxLabels,
                maxLabelNameBytes,
                maxLabelValueBytes,
                maxSelectedSeries,
                maxExemplars,
                headBytes,
                bytes,
                maxPendingBytes);
    }

    /** These options with rollups kept for other times. */
    public StoreOptions withRollups(RollupOptions levels) {
        return new StoreOptions(
                rawRetention,
                levels,
                outOfOrderWindow,
                futureLimit,
                ack,
                ackTimeout,
                maxSeries,
                maxLabels,
                maxLabelNameBytes,
                maxLabelValueBytes,
                maxSelectedSeries,
                maxExemplars,
                headBytes,
                segmentBytes,
                maxPendingBytes);
    }
}
