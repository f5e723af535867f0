package dev.muninn.store.codec;

/** A number to divide integers by, with the same results as Java's division. */
final class Scale {

    /*
     * Division is slow even where the processor does several at a time, so the quotient comes from
     * the inverse: after one correction it is one of the two doubles around the true quotient, after
     * a second one it is the nearer one (P. Markstein, "Computation of elementary functions on the
     * IBM RISC System/6000 processor", 1990). What is divided and what by are exact, and
     * no rest is so small that it would be lost.
     */

    private final double divisor;
    private final double inverse;

    /** Takes a power of two, or one of ten up to 10^22. */
    Scale(double divisor) {
        this.divisor = divisor;
        inverse = 1 / divisor;
    }

    /** Divides integers that are doubles. */
    void divide(long[] integers, int count, double[] out, int at) {
        if (divisor == 1) {
            convert(integers, count, out, at);
        } else {
            divideAll(integers, count, out, at);
        }
    }

    private static void convert(long[] integers, int count, double[] out, int at) {
        for (int i = 0; i < count; i++) {
            out[at + i] = integers[i];
        }
    }

    private void divideAll(long[] integers, int count, double[] out, int at) {
        double by = divisor;
        double times = inverse;
        for (int i = 0; i < count; i++) {
            double value = integers[i];
            double rough = value * times;
            double near = Math.fma(Math.fma(-rough, by, value), times, rough);
            out[at + i] = Math.fma(Math.fma(-near, by, value), times, near);
        }
    }
}
