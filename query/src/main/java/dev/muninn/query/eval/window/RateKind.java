package dev.muninn.query.eval.window;

/** The functions that measure growth over a window. */
public enum RateKind {
    RATE(true, true),
    INCREASE(true, false),
    DELTA(false, false);

    private final boolean isCounter;
    private final boolean isPerSecond;

    RateKind(boolean isCounter, boolean isPerSecond) {
        this.isCounter = isCounter;
        this.isPerSecond = isPerSecond;
    }

    /** Whether a fall means that a counter began anew. */
    public boolean isCounter() {
        return isCounter;
    }

    boolean isPerSecond() {
        return isPerSecond;
    }

    static double seconds(long millis) {
        return millis / 1e3;
    }
}
