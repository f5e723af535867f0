package dev.muninn.stream;

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

    @Property
    void decimalsAreWrittenAsTheyAreRead(
            @ForAll @IntRange(min = 1) int digits, @ForAll @IntRange(max = 9) int places) {
        BigDecimal decimal = BigDecimal.valueOf(digits, places);
        double value = decimal.doubleValue();
        Assume.that(value >= 1e-6);
        assertThat(text(value)).isEqualTo(decimal.stripTrailingZeros().toPlainString());
    }
}
