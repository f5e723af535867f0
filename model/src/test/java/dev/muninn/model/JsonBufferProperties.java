package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class JsonBufferProperties {

    private static String text(double value) {
        return new String(new JsonBuffer().number(value).toBytes(), StandardCharsets.UTF_8);
    }

    @Property
    void everyDoubleReadsBackTheSame(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        Assume.that(!Double.isNaN(value) && !Double.isInfinite(value));
        assertThat(Double.doubleToRawLongBits(Double.parseDouble(text(value)))).isEqualTo(bits);
    }

    /** Normal doubles only: of others Java writes a second digit that is not needed. */
    @Property(tries = 20_000)
    void everyDoubleHasTheDigitsThatJavaFinds(@ForAll long seed) {
        // Spreads the small numbers that are tried most over all exponents.
        double value = Double.longBitsToDouble(seed * 0x9E3779B97F4A7C15L);
        Assume.that(Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL);
        assertThat(new BigDecimal(text(value)))
                .isEqualByComparingTo(new BigDecimal(Double.toString(value)));
        assertThat(text(value).replaceAll("e.*|[-.]", "").replaceAll("^0+|0+$", ""))
                .isEqualTo(digits(Double.toString(value)));
    }

    private static String digits(String decimal) {
        return new BigDecimal(decimal).stripTrailingZeros().unscaledValue().abs().toString();
    }

    @Property
    void decimalsAreWrittenAsTheyAreRead(
            @ForAll @IntRange(min = 1) int digits, @ForAll @IntRange(max = 9) int places) {
        BigDecimal decimal = BigDecimal.valueOf(digits, places);
        double value = decimal.doubleValue();
        Assume.that(value >= 1e-6);
        assertThat(text(value)).isEqualTo(decimal.stripTrailingZeros().toPlainString());
    }
}
