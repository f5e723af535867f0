package dev.muninn.query.eval.rollup;

import dev.muninn.model.MuninnException;
import dev.muninn.model.RollupSource;
import dev.muninn.model.RollupSource.Resolution;
import dev.muninn.query.eval.select.Window;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.Literals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what each selector of a query is answered from: its samples, or buckets of some width.
 * Confined to the query's thread.
 */
public final class RollupChoice {

    /*
     * Left to itself it takes buckets only where they give what samples would: where all windows begin
     * and end at bounds of buckets. The newest day has no stored buckets, and those that are made of
     * samples when asked for save nothing, so most of the time must be rolled up already. Where samples
     * are past their retention buckets are the best there is, even if windows have to be moved.
     */

    /** A bucket of a minute costs about what the few samples cost that it stands for. */
    private static final long LEAST_WORTH_MILLIS = 300_000;

    /** Stands for a width: nothing but samples. */
    private static final long SAMPLES = -1;

    /** Stands for a width: whatever gives the same answer. */
    private static final long ANY = 0;

    private final RollupSource source;
    private final long wishedMillis;
    private @Nullable List<Resolution> resolutions;
    private @Nullable Long samplesSince;
    private long widestMillis;

    private RollupChoice(RollupSource source, long wishedMillis) {
        this.source = source;
        this.wishedMillis = wishedMillis;
    }

    /** Nothing but samples, or what the source tells in their place. */
    public static RollupChoice samples(RollupSource source) {
        return new RollupChoice(source, SAMPLES);
    }

    /** Buckets where they give the same answer, or where there are no samples any more. */
    public static RollupChoice sameAnswer(RollupSource source) {
        return new RollupChoice(source, ANY);
    }

    /**
     * Buckets of one width wherever they can be used, though that moves windows.
     *
     * @throws MuninnException of kind BAD_INPUT if the source has no such buckets
     */
    public static RollupChoice ofWidth(RollupSource source, long widthMillis) {
        RollupChoice choice = new RollupChoice(source, widthMillis);
        if (choice.resolutions().stream().noneMatch(r -> r.widthMillis() == widthMillis)) {
            throw MuninnException.badInput(
                    "resolution "
                            + Literals.printDuration(widthMillis)
                            + " is not kept here: choose "
                            + choice.widths());
        }
        return choice;
    }

    private String widths() {
        StringBuilder names = new StringBuilder("auto, raw");
        for (Resolution resolution : resolutions()) {
            names.append(", ").append(Literals.printDuration(resolution.widthMillis()));
        }
        return names.toString();
    }

    /** The buckets that a function of a range is to be computed from, or null for samples. */
    public @Nullable BucketShape forRange(Window window, Grid grid) {
        long common = common(window, grid);
        BucketShape shape;
        if (wishedMillis == SAMPLES) {
            shape = null;
        } else if (wishedMillis != ANY) {
            shape =
                    window.rangeMillis() % wishedMillis == 0
                            ? new BucketShape(
                                    wishedMillis, window, common % wishedMillis != 0, false)
                            : null;
        } else if (lacksSamples(window, grid)) {
            shape = insteadOfSamples(window, grid, common);
        } else {
            shape = common < LEAST_WORTH_MILLIS ? null : asGoodAsSamples(window, grid, common);
        }
        if (shape != null) {
            widestMillis = Math.max(widestMillis, shape.widthMillis());
        }
        return shape;
    }

    /**
     * Whether quantiles may be told from sketches, which are near those of samples only: where
     * samples are gone, or buckets were asked for.
     */
    public boolean allowsSketches(Window window, Grid grid) {
        return source.keepsSketches() && (wishedMillis != ANY || lacksSamples(window, grid));
    }

    /** The buckets whose last samples an instant selector takes, or null for samples. */
    public @Nullable BucketShape forInstant(Window window, Grid grid) {
        if (wishedMillis == SAMPLES || wishedMillis == ANY) {
            // Buckets do not tell where a series ended, so their answer is not always the same.
            return null;
        }
        widestMillis = Math.max(widestMillis, wishedMillis);
        return new BucketShape(
                wishedMillis, window, common(window, grid) % wishedMillis != 0, false);
    }

    /** Whether a selector looks at times of which nothing but buckets is left. */
    public boolean lacksSamples(Window window, Grid grid) {
        long since = samplesSince();
        if (window.start(grid, 0) >= since) {
            return false;
        }
        long last = Math.min(since, window.end(grid, grid.steps() - 1));
        return resolutions().stream().anyMatch(r -> r.oldestMillis() <= last);
    }

    /** Samples of before may be gone. */
    public long samplesSince() {
        Long known = samplesSince;
        if (known == null) {
            known = source.samplesSince();
            samplesSince = known;
        }
        return known;
    }

    /** The widest buckets that were chosen, or 0 if all is answered from samples. */
    public long widestMillis() {
        return widestMillis;
    }

    /** What divides all bounds of windows: widths that divide it fit. */
    private static long common(Window window, Grid grid) {
        long stride = grid.steps() > 1 ? window.look().stride(grid) : 0;
        long first = Math.abs(window.end(grid, 0));
        return greatestDivisor(greatestDivisor(window.rangeMillis(), stride), first);
    }

    private static long greatestDivisor(long a, long b) {
        long divisor = a;
        long rest = b;
        while (rest != 0) {
            long next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        return divisor;
    }

    private @Nullable BucketShape asGoodAsSamples(Window window, Grid grid, long common) {
        long first = window.start(grid, 0);
        long last = window.end(grid, grid.steps() - 1);
        BucketShape best = null;
        for (Resolution resolution : resolutions()) {
            long width = resolution.widthMillis();
            long oldest = Math.max(first, resolution.oldestMillis());
            long rolledUp = Math.min(last, resolution.rolledUpTo()) - oldest;
            if (width >= LEAST_WORTH_MILLIS
                    && common % width == 0
                    && resolution.rolledUpTo() > oldest
                    && rolledUp > (last - oldest) / 2
                    && reachesBack(resolution, first)) {
                best = new BucketShape(width, window, false, false);
            }
        }
        return best;
    }

    /** The widest buckets that fit, else the narrowest that can be used at all. */
    private @Nullable BucketShape insteadOfSamples(Window window, Grid grid, long common) {
        long first = window.start(grid, 0);
        BucketShape best = null;
        for (Resolution resolution : resolutions()) {
            long width = resolution.widthMillis();
            boolean fits = common % width == 0;
            boolean isUsable = window.rangeMillis() % width == 0 && reachesBack(resolution, first);
            if (isUsable && (fits || best == null)) {
                best = new BucketShape(width, window, !fits, true);
            }
        }
        return best;
    }

    /** Whether no other width has anything older, or not within the times that are asked for. */
    private boolean reachesBack(Resolution resolution, long firstMillis) {
        long oldest = Long.MAX_VALUE;
        for (Resolution other : resolutions()) {
            oldest = Math.min(oldest, other.oldestMillis());
        }
        return resolution.oldestMillis()
                <= Math.max(oldest, firstMillis) + resolution.widthMillis();
    }

    private List<Resolution> resolutions() {
        List<Resolution> known = resolutions;
        if (known == null) {
            known = source.resolutions();
            resolutions = known;
        }
        return known;
    }
}
