package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ScaleProperties {

    private static final long MAX = 1L << 53;

    @Property(tries = 20_000)
    void dividesAsJavaDoes(
            @ForAll @IntRange(max = 22) int power,
            @ForAll long seed,
            @ForAll @IntRange(max = 52) int size) {
        double divisor = Double.parseDouble("1e" + power);
        // Spreads the small numbers that are tried most over all sizes.
        long number = seed * 0x9E3779B97F4A7C15L >> 11 >> size;
        double[] out = new double[3];
        new Scale.Quotient(divisor).scale(new long[] {number, number + 1}, 0, 2, out, 1);
        assertThat(out).containsExactly(0, number / divisor, (number + 1) / divisor);
    }

    @Property
    void dividesByPowersOfTwo(
            @ForAll @LongRange(min = -MAX, max = MAX) long number,
            @ForAll @IntRange(min = -900, max = 900) int power) {
        double divisor = Math.scalb(1.0, power);
        double[] out = new double[1];
        new Scale.Quotient(divisor).scale(new long[] {1, number}, 1, 1, out, 0);
        assertThat(out[0]).isEqualTo(number / divisor);
    }

    @Property
    void multipliesAndDividesTwiceAsJavaDoes(
            @ForAll @LongRange(min = -MAX, max = MAX) long number) {
        double[] out = new double[2];
        new Scale.Product(1e-3).scale(new long[] {number, 7}, 0, 2, out, 0);
        assertThat(out).containsExactly(number * 0.001, 7 * 0.001);
        new Scale.Millionths().scale(new long[] {number, 7}, 0, 2, out, 0);
        assertThat(out).containsExactly(number / 1000.0 / 1000.0, 7 / 1000.0 / 1000.0);
        assertThat(new Scale.Millionths().of(number)).isEqualTo(out[0]);
    }
}
