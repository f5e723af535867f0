package dev.muninn.store.codec;

/**
 * How the numbers of a column come from integers, bit for bit as the program that made them did.
 */
sealed interface Scale {

    /** The number that an integer stands for. */
    double of(long integer);

    /** Scales integers that are doubles, from a place on. */
    void scale(long[] integers, int from, int count, double[] out, int to);

    /** Divides by a power of two, or by one of ten up to 10^22. */
    record Quotient(double divisor, double inverse) implements Scale {

        /*
         * Division is slow even where the processor does several at a time, so the quotient comes
         * from the inverse: after one correction it is one of the two doubles around the true
         * quotient, after a second one it is the nearer one (P. Markstein, "Computation of elementary
         * functions on the IBM RISC System/6000 processor", 1990). What is divided and what by are
         * exact, and no rest is so small that it would be lost.
         */

        Quotient(double divisor) {
            this(divisor, 1 / divisor);
        }

        @Override
        public double of(long integer) {
            return integer / divisor;
        }

        @Override
        public void scale(long[] integers, int from, int count, double[] out, int to) {
            if (divisor == 1) {
                convert(integers, from, count, out, to);
            } else {
                divide(integers, from, count, out, to);
            }
        }

        private static void convert(long[] integers, int from, int count, double[] out, int to) {
            for (int i = 0; i < count; i++) {
                out[to + i] = integers[from + i];
            }
        }

        private void divide(long[] integers, int from, int count, double[] out, int to) {
            double by = divisor;
            double times = inverse;
            for (int i = 0; i < count; i++) {
                double value = integers[from + i];
                double rough = value * times;
                double near = Math.fma(Math.fma(-rough, by, value), times, rough);
                out[to + i] = Math.fma(Math.fma(-near, by, value), times, near);
            }
        }
    }

    /** Multiplies by the double next to a negative power of ten, as {@code millis * 0.001} does. */
    record Product(double factor) implements Scale {

        @Override
        public double of(long integer) {
            return integer * factor;
        }

        @Override
        public void scale(long[] integers, int from, int count, double[] out, int to) {
            for (int i = 0; i < count; i++) {
                out[to + i] = integers[from + i] * factor;
            }
        }
    }

    /** Divides by a thousand twice, as {@code micros / 1000 / 1000} does, which rounds twice. */
    record Millionths() implements Scale {

        @Override
        public double of(long integer) {
            return integer / 1e3 / 1e3;
        }

        @Override
        public void scale(long[] integers, int from, int count, double[] out, int to) {
            for (int i = 0; i < count; i++) {
                out[to + i] = integers[from + i] / 1e3 / 1e3;
            }
        }
    }
}
