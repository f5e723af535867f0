package dev.muninn.query;

/**
 * All steps that range queries of one text, resolution, step and phase may have, numbered through
 * time: what two such queries share is the same steps.
 *
 * @param phaseMillis what a step's time leaves when divided by the step
 */
record StepLine(
        String text,
        Resolution resolution,
        long stepMillis,
        long phaseMillis,
        long lookbackMillis) {

    /** Long enough to be worth an entry, short enough that little is lost with one. */
    static final int BLOCK_STEPS = 128;

    /** A block of the line's steps. */
    record Block(StepLine line, long index) {}

    static StepLine of(
            String text,
            Resolution resolution,
            long startMillis,
            long stepMillis,
            long lookbackMillis) {
        return new StepLine(
                text,
                resolution,
                stepMillis,
                Math.floorMod(startMillis, stepMillis),
                lookbackMillis);
    }

    long number(long millis) {
        return Math.floorDiv(millis, stepMillis);
    }

    long time(long number) {
        return number * stepMillis + phaseMillis;
    }

    /** The first step not before a time. */
    long notBefore(long millis) {
        return Math.floorDiv(millis - phaseMillis + stepMillis - 1, stepMillis);
    }

    static long blockOf(long number) {
        return Math.floorDiv(number, BLOCK_STEPS);
    }

    static long firstOf(long block) {
        return block * BLOCK_STEPS;
    }
}
