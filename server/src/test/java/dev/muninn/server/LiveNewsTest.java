package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.rule.Alert;
import dev.muninn.model.Labels;
import dev.muninn.stream.LiveEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveNewsTest {

    private static final Labels DOWN = Labels.of("alertname", "Down", "instance", "db");

    private final List<LiveEvent> told = new ArrayList<>();
    private final LiveNews news = new LiveNews(told::add);

    @Test
    void tellsOnceThatAnAlertFiresAndOnceThatItEnded() {
        news.onAlerts(List.of(alert(Alert.State.FIRING)));
        news.onAlerts(List.of(alert(Alert.State.FIRING)));
        news.onAlerts(List.of(alert(Alert.State.RESOLVED)));
        news.onAlerts(List.of(alert(Alert.State.RESOLVED)));

        assertThat(told)
                .containsExactly(
                        new LiveEvent.AlertsChanged(
                                List.of(new LiveEvent.AlertChange("Down", true, DOWN))),
                        new LiveEvent.AlertsChanged(
                                List.of(new LiveEvent.AlertChange("Down", false, DOWN))));
    }

    private static Alert alert(Alert.State state) {
        return new Alert(DOWN, Map.of(), state, 1, 2, 0, 0, 1);
    }
}
