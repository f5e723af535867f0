package dev.muninn.model;

import java.util.List;

/** Stands where a source has samples only. */
record NoRollups() implements RollupSource {

    @Override
    public List<Resolution> resolutions() {
        return List.of();
    }

    @Override
    public long samplesSince() {
        return Long.MIN_VALUE;
    }

    @Override
    public boolean keepsSketches() {
        return false;
    }

    @Override
    public RollupSet select(Selection selection, long widthMillis) {
        throw MuninnException.badInput(
                "there are no rollups of " + widthMillis + " ms: ask for samples");
    }
}
