package dev.muninn.query.eval.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class QuantileProperties {

    @Property
    void equalsTheQuantileOfSortedValues(
            @ForAll @Size(min = 1, max = 60) double[] values,
            @ForAll @DoubleRange(min = 0, max = 1) double quantile) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = quantile * (sorted.length - 1);
        int lower = (int) Math.floor(rank);
        int upper = Math.min(sorted.length - 1, lower + 1);
        double weight = rank - lower;

        assertThat(Quantile.of(quantile, values.clone(), values.length))
                .isEqualTo(sorted[lower] * (1 - weight) + sorted[upper] * weight);
    }

    @Property
    void sortsNanBelowAllNumbers(@ForAll @Size(min = 2, max = 20) double[] values) {
        values[values.length / 2] = Double.NaN;

        assertThat(Quantile.of(0, values.clone(), values.length)).isNaN();
        assertThat(Quantile.of(1, values.clone(), values.length))
                .isEqualTo(Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElseThrow());
    }
}
