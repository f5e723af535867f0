package dev.muninn.query.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralsTest {

    @ParameterizedTest
    @CsvSource({
        "1h30m, 5400000",
        "1y, 31536000000",
        "1w2d, 777600000",
        "1s500ms, 1500",
        "0, 0",
        "0s, 0",
        "292y, 9208512000000"
    })
    void readsDurations(String text, long millis) {
        assertThat(Literals.parseDuration(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"1m1h", "5", "-5m", "1.5h", "''", "1h 5m", "300y", "99999999999999999999y", "5M"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(Literals.parseDuration(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "5400000, 1h30m",
        "604800000, 1w",
        "691200000, 8d",
        "31536000000, 1y",
        "1, 1ms",
        "-300000, -5m",
        "7776000000, 90d"
    })
    void printsDurations(long millis, String text) {
        assertThat(Literals.printDuration(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "0.1, 0.1",
        "1e21, 1000000000000000000000",
        "1e-7, 0.0000001",
        "-0.0, -0",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
        "123456789012345680, 123456789012345680"
    })
    void printsNumbersWithoutExponent(double value, String text) {
        assertThat(Literals.printNumber(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"010, 8", "089, 89", "0x1F, 31", "1_000, 1000", "1e3, 1000", ".5, 0.5", "5., 5"})
    void readsNumbers(String text, double value) {
        assertThat(Literals.parseNumber(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "1e6, 1e+06", "123456, 123456", "1234567, 1.234567e+06", "-0.00001, -1e-05",
        "0.0001, 0.0001", "0, 0", "NaN, NaN", "1e100, 1e+100"
    })
    void printsNumbersInGeneralFormAsGoDoes(double value, String text) {
        assertThat(Literals.printGeneral(value)).isEqualTo(text);
    }
}
