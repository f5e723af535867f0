package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import org.junit.jupiter.api.Test;

class LabelRulesTest {

    private static final Labels ALERT = Labels.of("alertname", "Busy", "replica", "2");

    @Test
    void changesAndDropsLabels() {
        assertThat(
                        LabelRules.parse("x", "[{\"action\":\"labeldrop\",\"regex\":\"replica\"}]")
                                .apply(ALERT))
                .contains(Labels.of("alertname", "Busy"));
        assertThat(
                        LabelRules.parse(
                                        "x",
                                        "[{source_labels: [alertname], regex: Busy, action: drop}]")
                                .apply(ALERT))
                .isEmpty();
        assertThat(LabelRules.parse("x", "[]").apply(ALERT)).contains(ALERT);
    }

    @Test
    void saysWhereARuleIsWrong() {
        assertThatThrownBy(() -> LabelRules.parse("prometheus.yml", "[{action: turn}]"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("prometheus.yml")
                .hasMessageContaining("turn");
    }
}
