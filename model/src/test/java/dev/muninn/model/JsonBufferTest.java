package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBufferTest {

    private static String text(JsonBuffer json) {
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }

    /** Values and what Go's strconv writes for them. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-1.5, -1.5",
        "0.1, 0.1",
        "100, 100",
        "1234567.891, 1234567.891",
        "0.05, 0.05",
        "0.000001, 0.000001",
        "0.00000099, 9.9e-07",
        "1e-7, 1e-07",
        "1.7e-300, 1.7e-300",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "4.9e-324, 5e-324",
        "0.3333333333333333, 0.3333333333333333",
        "123456789012345678, 123456789012345680",
        "9007199254740993, 9007199254740992",
        "2e23, 2e+23",
        "0.012345678901234, 0.012345678901234",
        "1e15, 1000000000000000",
        "1435781451.781, 1435781451.781"
    })
    void writesDoublesInFewestDigits(double value, String expected) {
        assertThat(text(new JsonBuffer().number(value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0", "7", "-7", "1000000", "9223372036854775807", "-9223372036854775808"})
    void writesLongs(long value) {
        assertThat(text(new JsonBuffer().number(value))).isEqualTo(Long.toString(value));
    }

    @Test
    void escapesStrings() {
        assertThat(text(new JsonBuffer().string("a\"b\\c\n\r\t\u0001é€😀")))
                .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\u0001é€😀\"");
    }

    @Test
    void replacesLoneSurrogates() {
        assertThat(text(new JsonBuffer().string("a\ud83dz\ude00"))).isEqualTo("\"a\ufffdz\ufffd\"");
    }

    @Test
    void growsAsNeeded() {
        JsonBuffer json = new JsonBuffer(1);
        json.raw("abc").number(1.5).string("x".repeat(1000));
        assertThat(text(json)).isEqualTo("abc1.5\"" + "x".repeat(1000) + "\"");
    }
}
