package dev.muninn.store.read;

import dev.muninn.model.Labels;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.RollupSet;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.TimeRange;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.rollup.CleanParts.Part;
import dev.muninn.store.rollup.Rolling;
import dev.muninn.store.rollup.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Series in buckets of one width: stored ones where they are up to date, else made of samples. */
final class SelectedRollups implements RollupSet {

    /*
     * Of the stored parts, a series loses what it has in the head or what was deleted from it: both
     * are known to the samples only. What no part is left for is read as samples and summed up.
     */

    private final SelectedSeries selected;
    private final long widthMillis;

    /** Wanted buckets end behind the first time and by the second. */
    private final long afterMillis;

    private final long toMillis;
    private final List<Part> parts;
    private final long samplesSince;

    SelectedRollups(
            SelectedSeries selected,
            long widthMillis,
            long afterMillis,
            long toMillis,
            List<Part> parts,
            long samplesSince) {
        this.selected = selected;
        this.widthMillis = widthMillis;
        this.afterMillis = afterMillis;
        this.toMillis = toMillis;
        this.parts = parts;
        this.samplesSince = samplesSince;
    }

    @Override
    public int size() {
        return selected.size();
    }

    @Override
    public Labels labels(int index) {
        return selected.labels(index);
    }

    /** Buckets that end in (after, to] from a series of a reading. */
    private record Piece(int reading, int series, long after, long to) {}

    @Override
    public void read(int index, RollupBuffer into) {
        selected.checkOpen();
        FoundSeries found = selected.series(index);
        Spans deleted = new Spans();
        List<Piece> pieces = new ArrayList<>();
        for (Part part : parts) {
            int series = found.numberIn(part.block());
            if (series >= 0) {
                addPieces(selected.headChunks(index), series, part, deleted, pieces);
            }
        }
        pieces.sort(Comparator.comparingLong(Piece::after));
        long at = afterMillis;
        for (Piece piece : pieces) {
            readSamples(index, at, piece.after, deleted, into);
            selected.reading(piece.reading)
                    .readRollups(piece.series, piece.after + 1, piece.to, into);
            at = piece.to;
        }
        readSamples(index, at, toMillis, deleted, into);
    }

    private void addPieces(
            List<Chunk> headChunks, int series, Part part, Spans deleted, List<Piece> pieces) {
        long after = Math.max(afterMillis, part.afterMillis());
        Spans clean = new Spans();
        clean.add(after, Math.min(toMillis, part.toMillis()));
        for (TimeRange gone : selected.reading(part.block()).deleted(series)) {
            clean.removeTimes(gone.fromMillis(), gone.toMillis(), widthMillis, Long.MIN_VALUE);
            if (gone.fromMillis() < samplesSince) {
                // No samples are left to make these buckets of: they go as a whole.
                deleted.addTimes(
                        gone.fromMillis(), Math.min(gone.toMillis(), samplesSince), widthMillis);
            }
        }
        for (Chunk chunk : headChunks) {
            clean.removeTimes(chunk.minTime(), chunk.maxTime(), widthMillis, samplesSince);
        }
        clean.forEach((from, to) -> pieces.add(new Piece(part.block(), series, from, to)));
    }

    /** Appends the buckets that end in (after, to], made of samples. */
    private void readSamples(int index, long after, long to, Spans deleted, RollupBuffer into) {
        Spans wanted = new Spans();
        wanted.add(after, to);
        deleted.forEach(wanted::remove);
        wanted.forEach(
                (from, until) -> {
                    SampleBuffer samples = new SampleBuffer();
                    selected.readSamples(index, new TimeRange(from + 1, until), samples);
                    Rolling.samples(samples, widthMillis, into);
                });
    }

    @Override
    public List<String> warnings() {
        return selected.warnings();
    }

    @Override
    public void close() {
        selected.close();
    }
}
