package dev.muninn.store.read;

import dev.muninn.model.RollupBuffer;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.TimeRange;
import dev.muninn.store.block.BlockReading;
import dev.muninn.store.codec.ChunkMerge;
import dev.muninn.store.rollup.CleanParts;
import dev.muninn.store.rollup.CleanParts.Part;
import dev.muninn.store.rollup.RollupLevel;
import java.util.ArrayList;
import java.util.List;

/** Stands for samples past their retention: the last one of each bucket that is still kept. */
final class ExpiredSamples {

    /** The parts of one width; their numbers are places in the list of readings. */
    private record Level(long widthMillis, List<Part> parts) {}

    private final List<BlockReading> readings;

    /** Ascending by width: the narrower tells more where there is any. */
    private final List<Level> levels = new ArrayList<>();

    private ExpiredSamples(List<BlockReading> readings, List<RollupLevel> levels) {
        this.readings = readings;
        for (RollupLevel level : levels) {
            List<Part> parts = partsOf(readings, level.widthMillis());
            if (!parts.isEmpty()) {
                this.levels.add(new Level(level.widthMillis(), parts));
            }
        }
    }

    private static List<Part> partsOf(List<BlockReading> readings, long widthMillis) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i).block().meta().widthMillis() == widthMillis) {
                places.add(i);
            }
        }
        return CleanParts.of(
                        places.stream().map(i -> readings.get(i).block().meta()).toList(),
                        List.of(),
                        Long.MIN_VALUE)
                .stream()
                .map(p -> new Part(places.get(p.block()), p.afterMillis(), p.toMillis()))
                .toList();
    }

    /** What the blocks of buckets among the readings tell, or null if there are none. */
    static @org.jspecify.annotations.Nullable ExpiredSamples of(
            List<BlockReading> readings, List<RollupLevel> levels) {
        ExpiredSamples expired = new ExpiredSamples(readings, levels);
        return expired.levels.isEmpty() ? null : expired;
    }

    long coarsestMillis() {
        return levels.getLast().widthMillis;
    }

    /** Appends the samples that are left, and before them what stands for those that are gone. */
    void read(FoundSeries of, TimeRange range, SampleBuffer left, SampleBuffer into) {
        SampleBuffer found = left;
        for (Level level : levels) {
            SampleBuffer older = new SampleBuffer();
            long before =
                    found.isEmpty()
                            ? range.toMillis()
                            : Math.min(range.toMillis(), found.timestamps()[0] - 1);
            for (Part part : level.parts) {
                int series = of.numberIn(part.block());
                if (series >= 0) {
                    BlockReading reading = readings.get(part.block());
                    lasts(reading, series, part, new TimeRange(range.fromMillis(), before), older);
                }
            }
            for (int i = 0; i < found.size(); i++) {
                ChunkMerge.copy(found, i, older);
            }
            found = older;
        }
        for (int i = 0; i < found.size(); i++) {
            ChunkMerge.copy(found, i, into);
        }
    }

    private static void lasts(
            BlockReading reading, int series, Part part, TimeRange range, SampleBuffer into) {
        RollupBuffer buckets = new RollupBuffer();
        reading.readRollups(series, part.afterMillis() + 1, part.toMillis(), buckets);
        long width = reading.block().meta().widthMillis();
        List<TimeRange> deleted = reading.deleted(series);
        for (int i = 0; i < buckets.size(); i++) {
            long time = buckets.lastTimes()[i];
            long end = buckets.ends()[i];
            boolean isDeleted =
                    deleted.stream().anyMatch(gone -> gone.overlaps(end - width + 1, end));
            if (range.contains(time) && !isDeleted) {
                into.add(time, buckets.lasts()[i]);
            }
        }
    }
}
