package dev.muninn.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.ChannelType;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageAlert;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.alert.route.Fixtures;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.testkit.ManualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels send what Alertmanager was recorded to send for the same alerts. */
class RecordedPayloadTest {

    private final List<Request> sent = new ArrayList<>();

    private Answer answer(Request request) {
        sent.add(request);
        return new Answer(200, Map.of(), "{\"issues\":[]}");
    }

    private Channel channel(ChannelType type, int index) throws Exception {
        RoutingConfig config =
                RoutingFile.read(
                        "alertmanager.yml",
                        Fixtures.text("payloads/alertmanager.yml"),
                        MatcherSyntax.FALLBACK);
        ManualClock clock = new ManualClock(0);
        Channels channels =
                new Channels(
                        MessageTemplates.of(Map.of(), clock),
                        clock,
                        line -> {},
                        ignored -> this::answer);
        for (ChannelConfig one : config.receivers().getFirst().channels()) {
            if (one.type() == type && one.index() == index) {
                return channels.open(one);
            }
        }
        throw new AssertionError("no such channel in the recording");
    }

    private static Message message(String state) throws Exception {
        JsonNode body = Fixtures.json("payloads/webhook." + state + ".json").get("body");
        List<MessageAlert> alerts = new ArrayList<>();
        for (JsonNode alert : body.get("alerts")) {
            Map<String, String> annotations = new HashMap<>();
            alert.get("annotations")
                    .properties()
                    .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asText()));
            String end = alert.get("endsAt").asText();
            alerts.add(
                    new MessageAlert(
                            Fixtures.labels(alert.get("labels")),
                            annotations,
                            Instant.parse(alert.get("startsAt").asText()).toEpochMilli(),
                            end.startsWith("0001") ? 0 : Instant.parse(end).toEpochMilli(),
                            alert.get("generatorURL").asText()));
        }
        return new Message(
                body.get("receiver").asText(),
                body.get("groupKey").asText(),
                Fixtures.labels(body.get("groupLabels")),
                Map.of(),
                alerts,
                body.get("externalURL").asText(),
                body.get("notification_reason").asText(),
                "1",
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "WEBHOOK, 0, webhook, firing",
        "WEBHOOK, 0, webhook, resolved",
        "WEBHOOK, 1, webhook-max1, firing",
        "SLACK, 0, slack, firing",
        "SLACK, 0, slack, resolved",
        "SLACK, 1, api-chat-postmessage, firing",
        "MSTEAMSV2, 0, msteamsv2, firing",
        "MSTEAMSV2, 0, msteamsv2, resolved",
        "PAGERDUTY, 0, pagerduty-v2-enqueue, firing",
        "PAGERDUTY, 0, pagerduty-v2-enqueue, resolved",
        "OPSGENIE, 0, opsgenie-v2-alerts, firing",
        "OPSGENIE, 0, opsgenie-v2-alerts-alias-close, resolved",
        "VICTOROPS, 0, victorops-key-for-tests-ops, firing",
        "VICTOROPS, 0, victorops-key-for-tests-ops, resolved",
        "DISCORD, 0, discord, firing",
        "DISCORD, 0, discord, resolved",
        "TELEGRAM, 0, telegram-bot1-token-sendmessage, firing",
        "TELEGRAM, 0, telegram-bot1-token-sendmessage, resolved",
        "MATTERMOST, 0, mattermost, firing",
        "JIRA, 0, rest-api-2-search, firing",
        "JIRA, 0, rest-api-2-issue, firing",
        "JIRA, 0, rest-api-2-search, resolved"
    })
    void sendsWhatWasRecorded(ChannelType type, int index, String file, String state)
            throws Exception {
        JsonNode recorded = Fixtures.json("payloads/" + file + "." + state + ".json");
        Outcome outcome = channel(type, index).tell(message(state), Map.of());
        assertThat(outcome).isInstanceOf(Outcome.Told.class);
        Request request = file.equals("rest-api-2-issue") ? sent.getLast() : sent.getFirst();
        assertThat(request.method()).isEqualTo(recorded.get("method").asText());
        assertThat(request.url())
                .isEqualTo("http://127.0.0.1:19200" + recorded.get("path").asText());
        if (recorded.get("headers").has("Authorization")) {
            assertThat(request.headers())
                    .containsEntry(
                            "Authorization", recorded.get("headers").get("Authorization").asText());
        }
        String named = recorded.get("body").toString().replace("\"Alertmanager\"", "\"Muninn\"");
        assertThat(Json.parse(request.body())).isEqualTo(Json.parse(named));
    }
}
