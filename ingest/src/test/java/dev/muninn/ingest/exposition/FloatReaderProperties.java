package dev.muninn.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.wire.GoFloat;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class FloatReaderProperties {

    private static double read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return FloatReader.read(bytes, 0, bytes.length);
    }

    @Property
    void readsEveryFiniteDoubleBitForBit(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            assertThat(Double.doubleToRawLongBits(read(Double.toString(value)))).isEqualTo(bits);
        }
    }

    @Property
    void readsDecimalsAsTheLibraryDoes(
            @ForAll @NumericChars @StringLength(min = 1, max = 25) String digits,
            @ForAll @IntRange(min = 0, max = 25) int point,
            @ForAll @IntRange(min = -300, max = 250) int exponent) {
        int at = Math.min(point, digits.length());
        String text = "-" + digits.substring(0, at) + "." + digits.substring(at) + "e" + exponent;
        assertThat(read(text)).isEqualTo(Double.parseDouble(text));
    }

    @Property
    void formatsSoThatItReadsBack(@ForAll double value) {
        assertThat(read(GoFloat.format(value))).isEqualTo(value + 0.0);
    }

    @Property
    void refusesWhatIsNoNumber(@ForAll @StringLength(max = 12) String text) {
        if (!text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")
                && !text.matches("(?i)[-+]?inf(inity)?|nan")) {
            assertThatThrownBy(() -> read(text)).hasMessageContaining("is not a number");
        }
    }
}
