package dev.muninn.store.options;

import dev.muninn.model.SampleSink.Durability;
import java.time.Duration;

/**
 * How the store behaves; keys in configuration are these names, and those of the parts, in
 * kebab-case behind {@code store.}
 *
 * @param retention what is kept
 * @param limits how many series there may be, and what they may look like
 * @param outOfOrderWindow how far behind the newest sample of its series a sample may come
 * @param futureLimit how far ahead of the clock a sample may be
 * @param ack when doors acknowledge that have no reason to choose otherwise
 * @param ackTimeout how long a write waits for the disk before it is refused
 * @param scrubInterval how often each block is read for damage
 * @param headBytes memory for samples not in blocks yet, beyond which blocks are written early
 * @param pageBytes memory for pages of blocks that were read lately
 * @param segmentBytes size of a file of the write-ahead log
 * @param maxPendingBytes bytes that may wait for the disk before writes are refused
 */
public record StoreOptions(
        RetentionOptions retention,
        SeriesLimits limits,
        Duration outOfOrderWindow,
        Duration futureLimit,
        Durability ack,
        Duration ackTimeout,
        Duration scrubInterval,
        long headBytes,
        long pageBytes,
        long segmentBytes,
        long maxPendingBytes) {

    /** The head shares the heap with queries, caches and the log's buffers. */
    private static final int HEAD_SHARE = 4;

    /** Enough for what dashboards ask again and again; the system keeps the files in memory too. */
    private static final int PAGE_SHARE = 16;

    /** Refuses what cannot work, by name. */
    public StoreOptions {
        Least.check("out-of-order-window", outOfOrderWindow, Duration.ZERO);
        Least.check("future-limit", futureLimit, Duration.ZERO);
        Least.check("ack-timeout", ackTimeout, Duration.ofMillis(1));
        Least.check("scrub-interval", scrubInterval, Duration.ofMinutes(1));
        Least.check("head-bytes", headBytes, 1 << 20);
        Least.check("page-bytes", pageBytes, 0);
        Least.check("segment-bytes", segmentBytes, 64 << 10);
        Least.check("max-pending-bytes", maxPendingBytes, 64 << 10);
    }

    public static StoreOptions defaults() {
        long heap = Runtime.getRuntime().maxMemory();
        return new StoreOptions(
                RetentionOptions.DEFAULTS,
                SeriesLimits.forHeap(heap),
                Duration.ofMinutes(30),
                Duration.ofMinutes(10),
                Durability.SYNC,
                Duration.ofSeconds(10),
                Duration.ofDays(7),
                Math.max(16 << 20, heap / HEAD_SHARE),
                Math.max(1 << 20, heap / PAGE_SHARE),
                128L << 20,
                64L << 20);
    }

    /** These options with samples kept for another time. */
    public StoreOptions withRawRetention(Duration raw) {
        return withRetention(retention.withRaw(raw));
    }

    /** These options with something else kept. */
    public StoreOptions withRetention(RetentionOptions kept) {
        return new StoreOptions(
                kept,
                limits,
                outOfOrderWindow,
                futureLimit,
                ack,
                ackTimeout,
                scrubInterval,
                headBytes,
                pageBytes,
                segmentBytes,
                maxPendingBytes);
    }

    /** These options with other limits of series. */
    public StoreOptions withLimits(SeriesLimits others) {
        return new StoreOptions(
                retention,
                others,
                outOfOrderWindow,
                futureLimit,
                ack,
                ackTimeout,
                scrubInterval,
                headBytes,
                pageBytes,
                segmentBytes,
                maxPendingBytes);
    }

    /** These options with another window for late samples. */
    public StoreOptions withOutOfOrderWindow(Duration window) {
        return new StoreOptions(
                retention,
                limits,
                window,
                futureLimit,
                ack,
                ackTimeout,
                scrubInterval,
                headBytes,
                pageBytes,
                segmentBytes,
                maxPendingBytes);
    }

    /** These options with another limit of memory for samples. */
    public StoreOptions withHeadBytes(long bytes) {
        return new StoreOptions(
                retention,
                limits,
                outOfOrderWindow,
                futureLimit,
                ack,
                ackTimeout,
                scrubInterval,
                bytes,
                pageBytes,
                segmentBytes,
                maxPendingBytes);
    }

    /** These options with log files of another size. */
    public StoreOptions withSegmentBytes(long bytes) {
        return new StoreOptions(
                retention,
                limits,
                outOfOrderWindow,
                futureLimit,
                ack,
                ackTimeout,
                scrubInterval,
                headBytes,
                pageBytes,
                bytes,
                maxPendingBytes);
    }
}
