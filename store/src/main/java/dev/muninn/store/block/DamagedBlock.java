package dev.muninn.store.block;

/**
 * A file that is a block by its name but cannot be read.
 *
 * @param widthMillis width of its buckets, or 0 if it has samples
 */
public record DamagedBlock(
        String file, long minTime, long maxTime, long widthMillis, String reason) {

    static DamagedBlock of(BlockName name, String reason) {
        return new DamagedBlock(
                name.file(), name.minTime(), name.maxTime(), name.widthMillis(), reason);
    }

    /** Whether samples are lost to readers, rather than what can be made of them anew. */
    public boolean hasSamples() {
        return widthMillis == 0 && !file.equals(Tombstones.FILE);
    }

    public MissingSamples missing() {
        return MissingSamples.between(reason, minTime, maxTime);
    }
}
