package dev.muninn.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NumberTextProperties {

    @Property
    void readsBackAsTheSameNumber(@ForAll double value) {
        assertThat(Double.parseDouble(NumberText.format(value))).isEqualTo(value + 0.0);
    }

    @Property
    void aBoundNeverLooksLikeAWholeNumber(@ForAll int value) {
        assertThat(NumberText.canonicalBound(value)).isEqualTo(value + ".0");
    }

    @Example
    void writesWhatPrometheusWrites() {
        assertThat(NumberText.format(0.00025)).isEqualTo("0.00025");
        assertThat(NumberText.format(1e-9)).isEqualTo("1e-09");
        assertThat(NumberText.format(2.5e20)).isEqualTo("2.5e+20");
        assertThat(NumberText.format(12345678.5)).isEqualTo("12345678.5");
        assertThat(NumberText.format(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
        assertThat(NumberText.format(Double.NaN)).isEqualTo("NaN");
        assertThat(NumberText.canonicalBound(0.25)).isEqualTo("0.25");
    }
}
