package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private static final Labels LABELS =
            Labels.of("instance", "a:9100", Labels.METRIC_NAME, "up", "job", "node");

    @Test
    void sortsByName() {
        assertThat(LABELS.toList())
                .extracting(Label::name)
                .containsExactly("__name__", "instance", "job");
    }

    @Test
    void treatsAnEmptyValueAsNoLabel() {
        assertThat(LABELS.with("job", "")).isEqualTo(LABELS.without(List.of("job")));
        assertThat(LABELS.get("absent")).isEmpty();
        assertThat(LABELS.has("absent")).isFalse();
    }

    @Test
    void refusesANameTwice() {
        assertThatThrownBy(() -> Labels.of("a", "1", "a", "2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a");
    }

    @Test
    void keepsOnlyOrAllButTheNamedOnes() {
        assertThat(LABELS.only(List.of("job"))).isEqualTo(Labels.of("job", "node"));
        assertThat(LABELS.withoutMetricName())
                .isEqualTo(Labels.of("instance", "a:9100", "job", "node"));
        assertThat(LABELS.without(List.of("nothing"))).isSameAs(LABELS);
    }

    @Test
    void comparesNameByNameAndValueByValue() {
        assertThat(Labels.of("a", "1")).isLessThan(Labels.of("a", "1", "b", "1"));
        assertThat(Labels.of("a", "1", "b", "1")).isLessThan(Labels.of("a", "2"));
    }

    @Test
    void sortsCodePointsAboveTheSurrogatesLast() {
        String privateUse = "\uE000";
        String beyondTheBasicPlane = "\uD83D\uDC26";
        assertThat(Utf8Order.compare(privateUse, beyondTheBasicPlane)).isNegative();
        assertThat(privateUse.compareTo(beyondTheBasicPlane)).isPositive();
    }

    @Test
    void printsAsPrometheusDoes() {
        assertThat(LABELS.with("path", "C:\\a\n\"b\""))
                .hasToString("up{instance=\"a:9100\", job=\"node\", path=\"C:\\\\a\\n\\\"b\\\"\"}");
    }
}
