package dev.muninn.store.wal;

/**
 * Bytes of the log that could not be read.
 *
 * @param oldestMillis samples lost are not older than this
 * @param newestMillis samples lost are not newer than this
 */
public record LogGap(
        String file, long fromOffset, long toOffset, long oldestMillis, long newestMillis) {

    /** The gap with times no later than one by which its bytes were written. */
    public LogGap notAfter(long millis) {
        return new LogGap(
                file,
                fromOffset,
                toOffset,
                Math.min(oldestMillis, millis),
                Math.min(newestMillis, millis));
    }

    @Override
    public String toString() {
        return file
                + " is damaged from byte "
                + fromOffset
                + " to "
                + toOffset
                + ": samples written there are missing";
    }
}
