package dev.muninn.alert.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.alert.route.Fixtures;
import dev.muninn.alert.template.TemplateException;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MessageTemplatesTest {

    private final MessageTemplates templates =
            MessageTemplates.of(Map.of(), new ManualClock(1_772_360_430_000L));

    private static Message message(String value) {
        MessageAlert alert =
                new MessageAlert(
                        Labels.of("alertname", "X", "text", value),
                        Map.of("summary", value),
                        1_772_360_430_000L,
                        0,
                        "javascript:alert(1)");
        return new Message(
                "ops",
                "{}:{}",
                Labels.of("alertname", "X"),
                Map.of("team", "a"),
                List.of(alert),
                "http://muninn.example.org",
                "first notification",
                "1",
                false);
    }

    /** The recorded fingerprints are made up, so an alert of them tells its own. */
    private static String withoutFingerprints(String text) {
        return text.replaceAll("[0-9a-f]{16}", "FINGERPRINT");
    }

    @Test
    void givesWhatAlertmanagerGives() throws Exception {
        Message message = recorded(Fixtures.json("template-data.json"));
        List<String> differences = new ArrayList<>();
        for (JsonNode line : Fixtures.lines("templates.jsonl")) {
            String found;
            try {
                found = templates.text(line.get("template").asText(), message);
                found = found.endsWith("\n") ? found.substring(0, found.length() - 1) : found;
            } catch (TemplateException e) {
                found = "refused";
            }
            String wanted = line.get("ok").asBoolean() ? line.get("output").asText() : "refused";
            if (!withoutFingerprints(found).equals(withoutFingerprints(wanted))) {
                differences.add(line.get("template").asText() + "\n  " + wanted + "\n  " + found);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void givesWhatAlertmanagerGivesForTemplatesMadeAtRandom() throws Exception {
        Message message = recorded(Fixtures.json("template-data.json"));
        List<String> differences = new ArrayList<>();
        int count = 0;
        try (InputStream in = MessageTemplatesTest.class.getResourceAsStream("templates.jsonl")) {
            String lines =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : lines.split("\n")) {
                JsonNode row = new ObjectMapper().readTree(line);
                String template = row.get("template").asText();
                String found;
                try {
                    found = templates.text(template, message);
                } catch (TemplateException e) {
                    found = "refused";
                }
                count++;
                if (!found.equals(row.path("output").asText("refused"))) {
                    differences.add(row + "\n  " + found);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(count).isEqualTo(799);
    }

    private static Message recorded(JsonNode data) {
        List<MessageAlert> alerts = new ArrayList<>();
        for (JsonNode alert : data.get("alerts")) {
            Map<String, String> annotations = new HashMap<>();
            alert.get("annotations")
                    .properties()
                    .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asText()));
            boolean isFiring = alert.get("status").asText().equals("firing");
            alerts.add(
                    new MessageAlert(
                            Fixtures.labels(alert.get("labels")),
                            annotations,
                            Instant.parse(alert.get("startsAt").asText()).toEpochMilli(),
                            isFiring
                                    ? 0
                                    : Instant.parse(alert.get("endsAt").asText()).toEpochMilli(),
                            alert.get("generatorURL").asText()));
        }
        return new Message(
                data.get("receiver").asText(),
                "{}:{}",
                Fixtures.labels(data.get("groupLabels")),
                Map.of(),
                alerts,
                data.get("externalURL").asText(),
                "",
                "1",
                false);
    }

    @Test
    void letsNoMarkupIntoHtml() {
        String html =
                templates.html(
                        "{{ template \"email.default.html\" . }}",
                        message("<script>alert(1)</script>"));
        assertThat(html)
                .contains("&lt;script&gt;", "href=\"#\"")
                .doesNotContain("<script>", "javascript:");
        assertThat(templates.html("{{ safeHtml \"<b>\" }}{{ \"<b>\" }}", message("x")))
                .isEqualTo("<b>&lt;b&gt;");
    }

    @Test
    void filesReplaceTheTextsThatAreAlwaysThere() {
        MessageTemplates own =
                MessageTemplates.of(
                        Map.of("own.tmpl", "{{ define \"slack.default.title\" }}Mine{{ end }}"),
                        new ManualClock(0));
        assertThat(own.text("{{ template \"slack.default.title\" . }}", message("x")))
                .isEqualTo("Mine");
        assertThatThrownBy(
                        () ->
                                MessageTemplates.of(
                                        Map.of("bad.tmpl", "{{ if }}"), new ManualClock(0)))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("bad.tmpl:1: missing value for if");
    }

    @Test
    void knowsTimesAndRouteLabels() {
        assertThat(
                        templates.text(
                                "{{ now.Unix }} {{ since (index .Alerts 0).StartsAt }} {{ .RouteLabels.team }}"
                                        + " {{ (toDate \"2006-01-02\" \"2026-03-01\").Unix }}"
                                        + " {{ dict \"a\" (list 1 2) | toJson }}",
                                message("x")))
                .isEqualTo("1772360430 0s a 1772323200 {\"a\":[1,2]}");
    }
}
