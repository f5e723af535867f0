package dev.muninn.store.wal;

/** Counts of what the log did. Safe for use by many threads. */
public final class LogStatistics {

    /** From an SSD with a cache to a disk about to fail; in seconds. */
    private static final double[] SYNC_BOUNDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10
    };

    private long writtenBytes;
    private long failures;
    private final long[] syncs = new long[SYNC_BOUNDS.length + 1];
    private double syncSeconds;

    /** The counts of one moment. */
    public record Snapshot(long writtenBytes, long failures, long[] syncs, double syncSeconds) {}

    /** Upper bounds in seconds of the buckets of {@link Snapshot#syncs}. */
    public static double[] syncBounds() {
        return SYNC_BOUNDS.clone();
    }

    synchronized void written(long bytes) {
        writtenBytes += bytes;
    }

    synchronized void failed() {
        failures++;
    }

    synchronized void synced(long nanos) {
        double seconds = nanos / 1e9;
        int bucket = 0;
        while (bucket < SYNC_BOUNDS.length && seconds > SYNC_BOUNDS[bucket]) {
            bucket++;
        }
        syncs[bucket]++;
        syncSeconds += seconds;
    }

    public synchronized Snapshot snapshot() {
        return new Snapshot(writtenBytes, failures, syncs.clone(), syncSeconds);
    }
}
