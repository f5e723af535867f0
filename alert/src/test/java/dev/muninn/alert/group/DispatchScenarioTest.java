package dev.muninn.alert.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.alert.route.Fingerprint;
import dev.muninn.alert.route.Fixtures;
import dev.muninn.alert.route.Inhibitor;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.route.Silence;
import dev.muninn.alert.route.Silences;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Alertmanager's timed scripts, on a clock that is moved by hand. */
class DispatchScenarioTest {

    private static final long START = 1_772_000_000_000L;

    /** What a receiver was told at a time: labels with start and end. */
    private record Told(long atMillis, Set<String> alerts) {}

    private final Map<GroupKey, LastTold> log = new HashMap<>();
    private final List<Told> told = new ArrayList<>();
    private final Silences silences = new Silences(() -> "1");

    @Test
    void tellsWhatAlertmanagerTellsWhenItDoes() throws Exception {
        List<String> differences = new ArrayList<>();
        for (JsonNode scenario : Fixtures.lines("scenarios.jsonl")) {
            log.clear();
            told.clear();
            run(scenario);
            for (JsonNode event : scenario.get("events")) {
                if (event.has("want")
                        && !isThere(event, scenario.get("toleranceMillis").asLong())) {
                    differences.add(scenario.get("name") + ": " + event + " in " + told);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private void run(JsonNode scenario) {
        String text = scenario.get("config").asText().replace("%s", "127.0.0.1:1");
        RoutingConfig config = RoutingFile.read("scenario.yml", text, MatcherSyntax.CLASSIC);
        Dispatch dispatch = new Dispatch(config.route(), (route, group, alert) -> false);
        Inhibitor inhibitor = new Inhibitor(config.inhibitRules());
        for (long now = START; now <= START + 12_000; now += 20) {
            for (JsonNode event : scenario.get("events")) {
                if (event.has("at") && START + millis(event.get("at")) == now) {
                    apply(event, dispatch, inhibitor, now);
                }
            }
            for (Flush flush = dispatch.poll(now); flush != null; flush = dispatch.poll(now)) {
                tell(flush, inhibitor, now);
                dispatch.told(flush);
            }
        }
    }

    private static long millis(JsonNode seconds) {
        return Math.round(seconds.asDouble() * 1000);
    }

    private void apply(JsonNode event, Dispatch dispatch, Inhibitor inhibitor, long now) {
        if (event.has("silence")) {
            JsonNode silence = event.get("silence");
            List<Matcher> matchers = new ArrayList<>();
            silence.get("matchers")
                    .forEach(
                            matcher ->
                                    matchers.add(
                                            Matcher.equal(
                                                    matcher.get("name").asText(),
                                                    matcher.get("value").asText())));
            silences.put(
                    new Silence(
                            "1",
                            matchers,
                            START + millis(silence.get("active").get(0)),
                            START + millis(silence.get("active").get(1)),
                            now,
                            "",
                            "",
                            Map.of()));
            return;
        }
        for (JsonNode alert : event.get("push")) {
            JsonNode active = alert.get("active");
            boolean hasEnd = active != null && active.size() > 1;
            Map<String, String> annotations = new HashMap<>();
            if (alert.has("annotations")) {
                alert.get("annotations")
                        .properties()
                        .forEach(a -> annotations.put(a.getKey(), a.getValue().asText()));
            }
            ActiveAlert merged =
                    dispatch.put(
                            new ActiveAlert(
                                    Fixtures.labels(alert.get("labels")),
                                    annotations,
                                    active == null ? now : START + millis(active.get(0)),
                                    hasEnd ? START + millis(active.get(1)) : now + 300_000,
                                    "",
                                    !hasEnd,
                                    now),
                            now);
            inhibitor.note(merged.labels(), merged.endsAtMillis(), now);
        }
    }

    private void tell(Flush flush, Inhibitor inhibitor, long now) {
        Set<String> firing = new HashSet<>();
        Set<String> resolved = new HashSet<>();
        Set<String> shown = new TreeSet<>();
        for (ActiveAlert alert : flush.alerts()) {
            if (!inhibitor.inhibitorsOf(alert.labels(), now).isEmpty()
                    || !silences.silencing(alert.labels(), now).isEmpty()) {
                continue;
            }
            boolean isResolved = alert.isResolvedAt(now);
            (isResolved ? resolved : firing).add(Fingerprint.of(alert.labels()));
            shown.add(
                    show(
                            alert.labels(),
                            alert.annotations(),
                            alert.startsAtMillis() - START,
                            isResolved ? alert.endsAtMillis() - START : 0));
        }
        GroupKey key = new GroupKey(flush.route().path(), flush.groupLabels());
        TellDecision decision =
                TellDecision.of(
                        log.get(key),
                        firing,
                        resolved,
                        true,
                        flush.route().repeatInterval().toMillis(),
                        now);
        if (decision.isTold()) {
            log.put(key, new LastTold(firing, resolved, now, Map.of()));
            told.add(new Told(now - START, shown));
        }
    }

    private static String show(
            Labels labels, Map<String, String> annotations, long start, long end) {
        return labels + " " + annotations + " " + start + ".." + end;
    }

    private boolean isThere(JsonNode event, long tolerance) {
        long from = millis(event.get("between").get(0)) - tolerance;
        long to = millis(event.get("between").get(1)) + tolerance;
        Set<String> wanted = new TreeSet<>();
        for (JsonNode alert : event.get("want")) {
            Map<String, String> annotations = new HashMap<>();
            if (alert.has("annotations")) {
                alert.get("annotations")
                        .properties()
                        .forEach(a -> annotations.put(a.getKey(), a.getValue().asText()));
            }
            JsonNode active = alert.get("active");
            wanted.add(
                    show(
                            Fixtures.labels(alert.get("labels")),
                            annotations,
                            millis(active.get(0)),
                            active.size() > 1 ? millis(active.get(1)) : 0));
        }
        return told.stream()
                .anyMatch(
                        one ->
                                one.atMillis() >= from
                                        && one.atMillis() <= to
                                        && one.alerts().equals(wanted));
    }
}
