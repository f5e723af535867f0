package dev.muninn.query.eval.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberTextTest {

    @Test
    void writesTheShortestDigits() {
        assertThat(NumberText.general(0.1)).isEqualTo("0.1");
        assertThat(NumberText.general(1.5)).isEqualTo("1.5");
        assertThat(NumberText.general(-0.00012)).isEqualTo("-0.00012");
    }

    @Test
    void writesExponentsAsPrometheusDoes() {
        assertThat(NumberText.general(1e6)).isEqualTo("1e+06");
        assertThat(NumberText.general(1.25e-7)).isEqualTo("1.25e-07");
        assertThat(NumberText.plain(1e6)).isEqualTo("1000000");
        assertThat(NumberText.plain(1.25e-7)).isEqualTo("0.000000125");
    }

    @Test
    void writesWhatIsNoNumberAndZeroes() {
        assertThat(NumberText.plain(Double.NaN)).isEqualTo("NaN");
        assertThat(NumberText.general(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
        assertThat(NumberText.general(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
        assertThat(NumberText.general(-0.0)).isEqualTo("-0");
    }

    @Test
    void givesLabelsAPoint() {
        assertThat(NumberText.label(1)).isEqualTo("1.0");
        assertThat(NumberText.label(0.99)).isEqualTo("0.99");
    }
}
