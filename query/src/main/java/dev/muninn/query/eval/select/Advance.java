package dev.muninn.query.eval.select;

/** Moves along ascending times from step to step. */
public final class Advance {

    private Advance() {}

    /**
     * The first index from {@code from} whose time is after a limit.
     *
     * @param stride how far it went the last time: samples are mostly regular, so mostly right
     */
    public static int past(long[] times, int count, int from, long limit, int stride) {
        int index = from;
        int guess = from + stride;
        if (stride > 1 && guess <= count && times[guess - 1] <= limit) {
            index = guess;
        }
        while (index < count && times[index] <= limit) {
            index++;
        }
        return index;
    }
}
