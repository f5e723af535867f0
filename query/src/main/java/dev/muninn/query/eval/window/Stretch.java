package dev.muninn.query.eval.window;

/** How far the growth between samples is taken to go on towards the ends of a window. */
public final class Stretch {

    /** Samples further from an end of the window than so many average distances do not reach it. */
    private static final double REACH = 1.1;

    private final long startMillis;
    private final long firstMillis;
    private final long lastMillis;
    private final double rangeSeconds;
    private final double distance;
    private double toStart;
    private final double toEnd;
    private double sampled;

    /**
     * @param firstMillis time of the first sample in the window
     * @param lastMillis time of the last sample in the window
     * @param gaps how many gaps there are between samples
     */
    public Stretch(long startMillis, long endMillis, long firstMillis, long lastMillis, long gaps) {
        this.startMillis = startMillis;
        this.firstMillis = firstMillis;
        this.lastMillis = lastMillis;
        rangeSeconds = RateKind.seconds(endMillis - startMillis);
        sampled = (lastMillis - firstMillis) / 1000.0;
        distance = gaps == 0 ? 0 : sampled / gaps;
        toStart = (firstMillis - startMillis) / 1000.0;
        double untilEnd = (endMillis - lastMillis) / 1000.0;
        toEnd = untilEnd >= distance * REACH ? distance / 2 : untilEnd;
    }

    static Stretch of(Windows windows, int step, long firstMillis, long lastMillis, int gaps) {
        return new Stretch(
                windows.window().start(windows.grid(), step),
                windows.window().end(windows.grid(), step),
                firstMillis,
                lastMillis,
                gaps);
    }

    /** Takes a start time within the window for a sample of zero; false if it is none. */
    boolean beginsAt(long startTime) {
        if (startTime == 0 || startTime <= startMillis || startTime >= firstMillis) {
            return false;
        }
        toStart = 0;
        sampled = (lastMillis - startTime) / 1000.0;
        return true;
    }

    /** Goes on towards the start too, as no start time is known. */
    public void toStart() {
        if (toStart >= distance * REACH) {
            toStart = distance / 2;
        }
    }

    /**
     * Counters do not begin below zero.
     *
     * @param share what the first sample is of the growth
     */
    public void notBelowZero(double share) {
        double secondsToZero = sampled * share;
        if (secondsToZero < toStart) {
            toStart = secondsToZero;
        }
    }

    /** What growth between samples is to be multiplied with. */
    public double factor(RateKind kind) {
        double factor = sampled == 0 ? 1 : (sampled + toStart + toEnd) / sampled;
        return kind.isPerSecond() ? factor / rangeSeconds : factor;
    }
}
