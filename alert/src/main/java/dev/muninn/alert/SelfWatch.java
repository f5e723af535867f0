package dev.muninn.alert;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells people of what no rule can tell: a store that takes no samples has none to evaluate rules
 * on, not even those that say so. Confined to the thread that looks.
 */
final class SelfWatch {

    /** Room that comes back at once is nobody's concern. */
    private static final long PATIENCE_MILLIS = Duration.ofSeconds(30).toMillis();

    /** It is told of again before then; a crash ends it no later. */
    private static final long VALID_MILLIS = Duration.ofMinutes(5).toMillis();

    private static final long AGAIN_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Consumer<List<ActiveAlert>> alerts;
    private final Supplier<Optional<String>> trouble;
    private final Labels labels;
    private final String externalUrl;
    private final Clock clock;

    private long sinceMillis;
    private long toldMillis;

    /**
     * @param trouble why the store takes no samples, if it does not
     * @param instance of the server, as its own series call it
     */
    SelfWatch(
            Consumer<List<ActiveAlert>> alerts,
            Supplier<Optional<String>> trouble,
            String instance,
            String externalUrl,
            Clock clock) {
        this.alerts = alerts;
        this.trouble = trouble;
        this.externalUrl = externalUrl;
        this.clock = clock;
        // Those of the rule in the pack of Muninn's own alerts, so that both are one alert.
        labels =
                Labels.of(
                        "alertname", "MuninnNotWritable",
                        "instance", instance,
                        "job", "muninn",
                        "severity", "critical");
    }

    /** Looks once; to be called every second. */
    void look() {
        long now = clock.millis();
        Optional<String> found = trouble.get();
        if (found.isEmpty()) {
            if (toldMillis != 0) {
                tell("takes samples again", now, now);
            }
            sinceMillis = 0;
            toldMillis = 0;
            return;
        }
        if (sinceMillis == 0 || now < sinceMillis) {
            sinceMillis = now;
        }
        boolean isDue = now - toldMillis >= AGAIN_MILLIS || now < toldMillis;
        if (now - sinceMillis >= PATIENCE_MILLIS && isDue) {
            toldMillis = now;
            tell(found.get(), now, now + VALID_MILLIS);
        }
    }

    private void tell(String description, long now, long endsAtMillis) {
        ActiveAlert alert =
                new ActiveAlert(
                        labels,
                        Map.of(
                                "summary",
                                labels.get("instance") + " takes no samples",
                                "description",
                                description,
                                "runbook_url",
                                externalUrl + "/runbooks/muninn#muninnnotwritable"),
                        sinceMillis,
                        endsAtMillis,
                        externalUrl + "/muninn",
                        false,
                        now);
        try {
            alerts.accept(List.of(alert));
        } catch (MuninnException e) {
            // The database may be on the same full disk; people are told all the same.
            if (e.kind() != MuninnException.Kind.UNAVAILABLE) {
                throw e;
            }
        }
    }
}
