package dev.muninn.query.eval.series;

/** The times at which an expression is evaluated: so many steps from a start. */
public record Grid(long startMillis, long stepMillis, int steps) {

    public static Grid instant(long timeMillis) {
        return new Grid(timeMillis, 1, 1);
    }

    /** The times start, start + step, … not after the end; none if the end is before the start. */
    public static Grid range(long startMillis, long endMillis, long stepMillis) {
        long steps = endMillis < startMillis ? 0 : (endMillis - startMillis) / stepMillis + 1;
        return new Grid(startMillis, stepMillis, Math.toIntExact(steps));
    }

    public long time(int step) {
        return startMillis + step * stepMillis;
    }

    /** The last time; before the start if there are no steps. */
    public long endMillis() {
        return time(steps - 1);
    }

    /** The grid of the first step alone. */
    public Grid first() {
        return new Grid(startMillis, stepMillis, Math.min(steps, 1));
    }
}
