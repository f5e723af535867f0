package dev.muninn.stream.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class CodingProperties {

    @Property
    void roundingKeepsTwoThousandLevelsOfWhatWasSeen(
            @ForAll @DoubleRange(min = -1e12, max = 1e12) double one,
            @ForAll @DoubleRange(min = -1e12, max = 1e12) double other) {
        double min = Math.min(one, other);
        double max = Math.max(one, other);
        RoundedCoding coding = new RoundedCoding(List.of(Scales.digits(min, max)));

        double allowed = Math.max((max - min) / 2_000, Math.ulp(max) * 16);
        assertThat(Math.abs(coding.seen(0, one) - one)).isLessThanOrEqualTo(allowed);
        assertThat(Math.abs(coding.seen(0, other) - other)).isLessThanOrEqualTo(allowed);
    }

    @Property
    void whatIsSeenOfARoundedValueIsItself(
            @ForAll double value, @ForAll @DoubleRange(min = -12, max = 12) double digits) {
        RoundedCoding coding = new RoundedCoding(List.of((int) digits));
        double seen = coding.seen(0, value);
        if (coding.takes(value)) {
            assertThat(coding.seen(0, seen)).isEqualTo(seen);
        }
    }
}
