package dev.muninn.store.core;

import dev.muninn.model.Append;
import dev.muninn.model.Telemetry;
import dev.muninn.model.WriteResult;
import dev.muninn.store.wal.LogStatistics;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what the store did, and their report. Safe for use by many threads. */
public final class StoreTelemetry {

    private final LongAdder floats = new LongAdder();
    private final LongAdder histograms = new LongAdder();
    private final LongAdder exemplars = new LongAdder();
    private final AtomicLongArray rejected = new AtomicLongArray(Append.values().length);
    private final AtomicLong flushes = new AtomicLong();
    private final AtomicLong flushedBlocks = new AtomicLong();
    private final AtomicLong flushNanos = new AtomicLong();
    private final AtomicLong compactions = new AtomicLong();
    private final AtomicLong compactedBlocks = new AtomicLong();
    private final AtomicLong compactionNanos = new AtomicLong();
    private final AtomicLong rollups = new AtomicLong();
    private final AtomicLong rollupNanos = new AtomicLong();
    private final AtomicLong scrubs = new AtomicLong();
    private final AtomicLong scrubDamages = new AtomicLong();
    private final AtomicLong expiredBlocks = new AtomicLong();
    private final AtomicLong blocksExpiredForSize = new AtomicLong();
    private final AtomicLong careFailures = new AtomicLong();
    private final LongAdder readWarnings = new LongAdder();

    public void wrote(WriteResult result) {
        floats.add(result.samples());
        histograms.add(result.histograms());
        exemplars.add(result.exemplars());
        for (WriteResult.Rejection rejection : result.rejections()) {
            rejected.addAndGet(rejection.reason().ordinal(), rejection.samples());
        }
    }

    public void flushed(int blocks, long nanos) {
        flushes.incrementAndGet();
        flushedBlocks.addAndGet(blocks);
        flushNanos.addAndGet(nanos);
    }

    public void compacted(int blocks, long nanos) {
        compactions.incrementAndGet();
        compactedBlocks.addAndGet(blocks);
        compactionNanos.addAndGet(nanos);
    }

    public void rolledUp(long nanos) {
        rollups.incrementAndGet();
        rollupNanos.addAndGet(nanos);
    }

    public void scrubbed(int damages) {
        scrubs.incrementAndGet();
        scrubDamages.addAndGet(damages);
    }

    public void expired(int blocks) {
        expiredBlocks.addAndGet(blocks);
    }

    public void expiredForSize(int blocks) {
        blocksExpiredForSize.addAndGet(blocks);
    }

    public void careFailed() {
        careFailures.incrementAndGet();
    }

    public void readWarning() {
        readWarnings.increment();
    }

    public void report(StoreCore core, Telemetry to) {
        reportWrites(to);
        reportLog(core, to);
        reportHead(core, to);
        reportBlocks(core, to);
    }

    private void reportWrites(Telemetry to) {
        String stored = "Samples stored, by kind.";
        total(to, "muninn_store_samples_total", stored, floats.sum(), "kind", "float");
        total(to, "muninn_store_samples_total", stored, histograms.sum(), "kind", "histogram");
        total(to, "muninn_store_exemplars_total", "Exemplars stored.", exemplars.sum());
        for (Append reason : Append.values()) {
            if (reason != Append.STORED) {
                total(
                        to,
                        "muninn_store_samples_rejected_total",
                        "Samples refused, by reason.",
                        rejected.get(reason.ordinal()),
                        "reason",
                        reason.reason());
            }
        }
    }

    private static void reportLog(StoreCore core, Telemetry to) {
        LogStatistics.Snapshot log = core.log().statistics().snapshot();
        total(
                to,
                "muninn_store_wal_written_bytes_total",
                "Bytes written to the write-ahead log.",
                log.writtenBytes());
        total(
                to,
                "muninn_store_wal_write_failures_total",
                "Writes to the log that failed.",
                log.failures());
        to.histogram(
                "muninn_store_wal_sync_seconds",
                "Time to force the log to disk.",
                LogStatistics.syncBounds(),
                log.syncs(),
                log.syncSeconds());
        gauge(to, "muninn_store_wal_bytes", "Size of the log's files.", core.log().bytes());
        gauge(to, "muninn_store_wal_segments", "Files of the log.", core.log().segmentCount());
        gauge(
                to,
                "muninn_store_wal_gaps",
                "Damaged places of the log found when the store was opened.",
                core.gaps().size());
        gauge(
                to,
                "muninn_store_writable",
                "1 if writes are taken, 0 if the log cannot be written.",
                core.log().refusal() == null && core.room().refusal() == null ? 1 : 0);
    }

    private static void reportHead(StoreCore core, Telemetry to) {
        gauge(
                to,
                "muninn_store_head_series",
                "Series written now or lately.",
                core.head().seriesCount());
        gauge(
                to,
                "muninn_store_head_chunks",
                "Sealed chunks not in blocks yet.",
                core.head().samples().sealedChunks());
        gauge(
                to,
                "muninn_store_head_bytes",
                "Memory of samples not in blocks yet.",
                core.head().samples().memoryBytes());
        gauge(
                to,
                "muninn_store_series_bytes",
                "Memory of the list of series and their labels.",
                core.head().seriesBytes());
        gauge(to, "muninn_store_exemplars", "Exemplars kept.", core.exemplars().size());
    }

    private void reportBlocks(StoreCore core, Telemetry to) {
        gauge(to, "muninn_store_blocks", "Blocks.", core.blocks().count());
        gauge(to, "muninn_store_blocks_bytes", "Size of all blocks.", core.blocks().bytes());
        gauge(
                to,
                "muninn_store_page_bytes",
                "Memory of pages of blocks that were read lately.",
                core.blocks().pageBytes());
        gauge(to, "muninn_store_blocks_samples", "Samples in blocks.", core.blocks().samples());
        gauge(
                to,
                "muninn_store_blocks_damaged",
                "Blocks that cannot be read and were set aside.",
                core.blocks().damaged().size());
        total(to, "muninn_store_flushes_total", "Moves of samples to blocks.", flushes.get());
        total(to, "muninn_store_flushed_blocks_total", "Blocks made so.", flushedBlocks.get());
        to.counter("muninn_store_flush_seconds_total", "Time it took.", flushNanos.get() / 1e9);
        total(to, "muninn_store_rolled_up_days_total", "Days summed up.", rollups.get());
        to.counter("muninn_store_roll_up_seconds_total", "Time it took.", rollupNanos.get() / 1e9);
        total(to, "muninn_store_scrubbed_blocks_total", "Blocks read for care.", scrubs.get());
        total(
                to,
                "muninn_store_scrub_damages_total",
                "Damaged places that found.",
                scrubDamages.get());
        total(to, "muninn_store_compactions_total", "Merges of blocks.", compactions.get());
        total(
                to,
                "muninn_store_compacted_blocks_total",
                "Blocks merged into others.",
                compactedBlocks.get());
        to.counter(
                "muninn_store_compaction_seconds_total",
                "Time it took.",
                compactionNanos.get() / 1e9);
        String expired = "muninn_store_expired_blocks_total";
        String why = "Blocks deleted, by reason: past their retention, or for want of room.";
        total(to, expired, why, expiredBlocks.get(), "reason", "age");
        total(to, expired, why, blocksExpiredForSize.get(), "reason", "size");
        gauge(
                to,
                "muninn_store_size_limit_bytes",
                "What blocks and log may take, 0 for no limit.",
                core.options().retention().maxBytes());
        total(
                to,
                "muninn_store_care_failures_total",
                "Failed runs of flush, retention and other care.",
                careFailures.get());
        total(
                to,
                "muninn_store_read_warnings_total",
                "Answers' warnings of data that could not be read.",
                readWarnings.sum());
    }

    private static void total(
            Telemetry to, String name, String help, long value, String... labels) {
        to.counter(name, help, (double) value, labels);
    }

    private static void gauge(Telemetry to, String name, String help, long value) {
        to.gauge(name, help, (double) value);
    }
}
