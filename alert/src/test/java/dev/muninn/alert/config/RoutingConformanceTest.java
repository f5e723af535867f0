package dev.muninn.alert.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.route.Fingerprint;
import dev.muninn.alert.route.Fixtures;
import dev.muninn.alert.route.Inhibitor;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.route.Route;
import dev.muninn.alert.route.TimeInterval;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Configurations, routes, matchers, intervals and inhibition give what Alertmanager gives. */
class RoutingConformanceTest {

    /** Labels of routes came with 0.34; the verdicts are those of 0.33.1. */
    private static final String NEWER = "doc-examples-route_labels.yml";

    private static String refusal(String file, String text, MatcherSyntax syntax) {
        try {
            RoutingFile.read(file, text, syntax);
            return "";
        } catch (MuninnException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void takesAndRefusesTheSameConfigurations() throws Exception {
        List<String> differences = new ArrayList<>();
        int count = 0;
        for (String line : Fixtures.text("configs/expected.tsv").split("\n")) {
            if (line.startsWith("#") || line.contains(NEWER)) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            String text = Fixtures.text("configs/" + cells[2]);
            count++;
            for (MatcherSyntax syntax : List.of(MatcherSyntax.FALLBACK, MatcherSyntax.UTF8)) {
                String wanted = cells[syntax == MatcherSyntax.FALLBACK ? 0 : 1];
                String refusal = refusal(cells[2], text, syntax);
                if (refusal.isEmpty() != wanted.equals("pass")) {
                    differences.add(syntax + " " + line + ": " + refusal);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(count).isGreaterThan(80);
    }

    @Test
    void findsTheSameReceivers() throws Exception {
        List<String> differences = new ArrayList<>();
        int count = 0;
        for (JsonNode line : Fixtures.lines("routes.jsonl")) {
            String file = "configs/" + line.get("config").asText() + ".yml";
            Route root =
                    RoutingFile.read(file, Fixtures.text(file), MatcherSyntax.FALLBACK).route();
            List<String> receivers =
                    root.routesOf(Fixtures.labels(line.get("labels"))).stream()
                            .map(Route::receiver)
                            .toList();
            count++;
            if (!receivers.equals(Fixtures.texts(line.get("receivers")))) {
                differences.add(line + " gives " + receivers);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(count).isGreaterThan(200);
    }

    @Test
    void understandsMatchersInTheSameWay() throws Exception {
        JsonNode probes = Fixtures.json("matcher-probes.json");
        List<String> differences = new ArrayList<>();
        for (JsonNode line : Fixtures.lines("matchers.jsonl")) {
            MatcherSyntax syntax =
                    switch (line.get("mode").asText()) {
                        case "fallback" -> MatcherSyntax.FALLBACK;
                        case "classic-mode" -> MatcherSyntax.CLASSIC;
                        default -> MatcherSyntax.UTF8;
                    };
            String found = matches(syntax, line.get("input").asText(), probes, line.get("matches"));
            String wanted = line.get("ok").asBoolean() ? line.get("matches").toString() : "refused";
            if (!found.equals(wanted)) {
                differences.add(line + " gives " + found);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String matches(
            MatcherSyntax syntax, String input, JsonNode probes, JsonNode wanted) {
        List<Matcher> matchers;
        try {
            matchers = syntax.parse(input);
        } catch (MuninnException e) {
            return "refused";
        }
        List<String> found = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            boolean isUnknown = wanted != null && wanted.get(i).isNull();
            boolean isMatch = Matcher.allMatch(matchers, Fixtures.labels(probes.get(i)));
            found.add(isUnknown ? "null" : String.valueOf(isMatch));
        }
        return "[" + String.join(",", found) + "]";
    }

    @Test
    void understandsTimeIntervalsInTheSameWay() throws Exception {
        DateTimeFormatter form = DateTimeFormatter.ofPattern("dd MMM yy HH:mm Z", Locale.ENGLISH);
        for (JsonNode line : Fixtures.lines("time-intervals.jsonl")) {
            String config =
                    "route: {receiver: x}\nreceivers: [{name: x}]\ntime_intervals:\n- name: t\n"
                            + "  time_intervals:"
                            + line.get("yaml").asText().replace("\n---", "").indent(2);
            String refusal = refusal("t.yml", config, MatcherSyntax.FALLBACK);
            assertThat(refusal.isEmpty())
                    .as(config + refusal)
                    .isEqualTo(!line.get("error").asBoolean());
            if (refusal.isEmpty()) {
                List<TimeInterval> intervals =
                        RoutingFile.read("t.yml", config, MatcherSyntax.FALLBACK)
                                .intervals()
                                .getOrDefault("t", List.of());
                assertThat(Fixtures.texts(line.get("contains")))
                        .allMatch(time -> contains(intervals, OffsetDateTime.parse(time, form)));
                assertThat(Fixtures.texts(line.get("excludes")))
                        .noneMatch(time -> contains(intervals, OffsetDateTime.parse(time, form)));
            }
        }
    }

    private static boolean contains(List<TimeInterval> intervals, OffsetDateTime time) {
        return intervals.stream().anyMatch(i -> i.contains(time.toInstant().toEpochMilli()));
    }

    @Test
    void suppressesTheSameAlerts() throws Exception {
        JsonNode recorded = Fixtures.json("suppression.json");
        RoutingConfig config =
                RoutingFile.read(
                        "suppression.yml", recorded.get("config").asText(), MatcherSyntax.FALLBACK);
        Inhibitor inhibitor = new Inhibitor(config.inhibitRules());
        for (JsonNode alert : recorded.get("alerts")) {
            long end = alert.get("resolved").asBoolean() ? 500 : 2_000;
            inhibitor.note(Fixtures.labels(alert.get("labels")), end, 1_000);
        }
        for (JsonNode expected : recorded.get("expected")) {
            Labels labels = Fixtures.labels(expected.get("labels"));
            List<Labels> by = new ArrayList<>();
            expected.get("inhibitedBy").forEach(source -> by.add(Fixtures.labels(source)));
            assertThat(inhibitor.inhibitorsOf(labels, 1_000)).as("%s", labels).isEqualTo(by);
            assertThat(Fingerprint.of(labels)).isEqualTo(expected.get("fingerprint").asText());
        }
    }
}
