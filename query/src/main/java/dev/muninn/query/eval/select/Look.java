package dev.muninn.query.eval.select;

import dev.muninn.model.Instants;
import dev.muninn.query.eval.series.Grid;
import org.jspecify.annotations.Nullable;

/**
 * When a selector looks: at each step's own time or always at one time, earlier by an offset.
 *
 * @param fixedMillis the time of the {@code @} modifier, or null
 */
public record Look(@Nullable Long fixedMillis, long offsetMillis) {

    public static final Look NOW = new Look(null, 0);

    /** The time looked at in a step. */
    public long time(Grid grid, int step) {
        return (fixedMillis == null ? grid.time(step) : fixedMillis) - offsetMillis;
    }

    /** How much later each step looks than the one before. */
    public long stride(Grid grid) {
        return fixedMillis == null ? grid.stepMillis() : 0;
    }

    /** All times looked at. */
    public Instants instants(Grid grid) {
        return new Instants(firstTime(grid), stride(grid), grid.steps());
    }

    public long firstTime(Grid grid) {
        return time(grid, 0);
    }

    public long lastTime(Grid grid) {
        return time(grid, grid.steps() - 1);
    }
}
