package dev.muninn.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.rule.Alert;
import dev.muninn.catalog.Annotation;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.SaveOutcome;
import dev.muninn.model.Labels;
import dev.muninn.stream.LiveEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells those who look what other parts hear: saved dashboards, annotations, alerts. */
final class LiveNews {

    private final Consumer<LiveEvent> audience;

    /** Alerts are passed on every minute while they last; people are told once. */
    private final Set<Labels> firing = ConcurrentHashMap.newKeySet();

    /** News for those who are told by {@code audience}. */
    LiveNews(Consumer<LiveEvent> audience) {
        this.audience = audience;
    }

    void follow(Catalog catalog) {
        catalog.dashboards().onSaved(this::onSaved);
        catalog.annotations().onChanged(this::onChanged);
    }

    private void onSaved(SaveOutcome.Saved saved) {
        JsonNode metadata = saved.document().path("metadata");
        audience.accept(
                new LiveEvent.DashboardSaved(
                        metadata.path("uid").asText(),
                        metadata.path("version").asLong(),
                        saved.document().path("spec").path("title").asText(),
                        metadata.path("updatedBy").asText()));
    }

    private void onChanged(Annotation annotation) {
        audience.accept(
                new LiveEvent.AnnotationChanged(
                        annotation.title(), annotation.tags(), annotation.dashboard()));
    }

    /** Takes the alerts of a rule in after an evaluation. */
    void onAlerts(List<Alert> alerts) {
        List<LiveEvent.AlertChange> changes = new ArrayList<>();
        for (Alert alert : alerts) {
            boolean isFiring = alert.state() == Alert.State.FIRING;
            boolean isNew = isFiring ? firing.add(alert.labels()) : firing.remove(alert.labels());
            if (isNew) {
                changes.add(
                        new LiveEvent.AlertChange(
                                alert.labels().get("alertname"), isFiring, alert.labels()));
            }
        }
        if (!changes.isEmpty()) {
            audience.accept(new LiveEvent.AlertsChanged(changes));
        }
    }
}
