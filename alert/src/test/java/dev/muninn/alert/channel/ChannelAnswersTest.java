package dev.muninn.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageAlert;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What receivers answer, and what channels make of it. */
class ChannelAnswersTest {

    private final List<Request> sent = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> console = new ArrayList<>();

    @TempDir private Path folder;

    private Channel channel(String settings) {
        String text = "route: {receiver: r}\nreceivers: [{name: r, " + settings + "}]";
        ChannelConfig config =
                RoutingFile.read("x.yml", text, MatcherSyntax.FALLBACK)
                        .receivers()
                        .getFirst()
                        .channels()
                        .getFirst();
        ManualClock clock = new ManualClock(1_000_000);
        return new Channels(
                        MessageTemplates.of(Map.of(), clock),
                        clock,
                        console::add,
                        ignored ->
                                request -> {
                                    sent.add(request);
                                    return answers.isEmpty()
                                            ? new Answer(200, Map.of(), "ok")
                                            : answers.removeFirst();
                                })
                .open(config);
    }

    private static Message message(boolean isFiring) {
        return new Message(
                "r",
                "{}:{}",
                Labels.of("alertname", "X"),
                Map.of(),
                List.of(
                        new MessageAlert(
                                Labels.of("alertname", "X", "severity", "critical"),
                                Map.of("summary", "too much"),
                                1,
                                isFiring ? 0 : 2,
                                "")),
                "http://muninn.example.org",
                "first notification",
                "delivery-1",
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "200, told",
        "204, told",
        "0, again",
        "408, again",
        "429, again",
        "500, again",
        "503, again",
        "400, refused",
        "401, refused",
        "404, refused",
        "302, refused"
    })
    void statusesMeanWhetherToTryAgain(int status, String expected) {
        answers.add(new Answer(status, Map.of("retry-after", "7"), "x"));
        Outcome outcome =
                channel("webhook_configs: [{url: 'http://h/'}]").tell(message(true), Map.of());
        String found =
                switch (outcome) {
                    case Outcome.Told ignored -> "told";
                    case Outcome.TryAgain again -> {
                        assertThat(again.delay()).isEqualTo(Duration.ofSeconds(7));
                        yield "again";
                    }
                    case Outcome.Refused ignored -> "refused";
                };
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void webhooksAreSignedWithBothSecretsWhileTheyChange() throws Exception {
        Files.writeString(folder.resolve("new"), "secret\n");
        Files.writeString(folder.resolve("old"), "before");
        channel(
                        "webhook_configs: [{url: 'http://h/', signature_secret_file: '%s',"
                                        .formatted(folder.resolve("new"))
                                + " signature_old_secret_file: '%s'}]"
                                        .formatted(folder.resolve("old")))
                .tell(message(true), Map.of());
        Request request = sent.getFirst();
        assertThat(request.headers())
                .containsEntry("Idempotency-Key", "delivery-1")
                .containsEntry(
                        "X-Muninn-Signature",
                        "t=1000,v1="
                                + Signature.of("secret", 1000, request.body())
                                + ",v1="
                                + Signature.of("before", 1000, request.body()));
        // As `printf '%s' '1.x' | openssl dgst -sha256 -hmac secret` gives it.
        assertThat(Signature.of("secret", 1, "x")).hasSize(64).matches("[0-9a-f]+");
    }

    @Test
    void payloadsOfTheirOwnAreTreesOfTemplates() {
        channel("webhook_configs: [{url: 'http://h/', payload: {a: '{{ .Status }}', b: [1, x]}}]")
                .tell(message(true), Map.of());
        assertThat(sent.getFirst().body()).isEqualTo("{\"a\":\"firing\",\"b\":[1,\"x\"]}");
    }

    @Test
    void slackBotsAnswerInTheThreadOfTheirFirstMessage() {
        Channel slack = channel("slack_configs: [{app_token: t, channel: '#ops'}]");
        answers.add(new Answer(200, Map.of(), "{\"ok\":true,\"ts\":\"1.5\",\"channel\":\"C1\"}"));
        Outcome first = slack.tell(message(true), Map.of());
        assertThat(first)
                .isInstanceOfSatisfying(
                        Outcome.Told.class,
                        told ->
                                assertThat(told.memory())
                                        .containsEntry("ts", "1.5")
                                        .containsEntry("channel", "C1"));
        slack.tell(message(false), Map.of("ts", "1.5", "channel", "C1"));
        assertThat(sent.getLast().body()).contains("\"thread_ts\":\"1.5\"");
        assertThat(sent.getLast().headers()).containsEntry("Authorization", "Bearer t");
    }

    @Test
    void slackSaysInTheBodyWhatItRefuses() {
        Channel slack = channel("slack_configs: [{app_token: t, channel: '#ops'}]");
        answers.add(new Answer(200, Map.of(), "{\"ok\":false,\"error\":\"channel_not_found\"}"));
        answers.add(new Answer(200, Map.of(), "{\"ok\":false,\"error\":\"ratelimited\"}"));
        assertThat(slack.tell(message(true), Map.of()))
                .isEqualTo(new Outcome.Refused("Slack says channel_not_found"));
        assertThat(slack.tell(message(true), Map.of())).isInstanceOf(Outcome.TryAgain.class);
    }

    @Test
    void chatsSayInTheBodyHowLongToWait() {
        answers.add(new Answer(429, Map.of(), "{\"retry_after\":1.5}"));
        assertThat(
                        channel("discord_configs: [{webhook_url: 'http://h/'}]")
                                .tell(message(true), Map.of()))
                .isInstanceOfSatisfying(
                        Outcome.TryAgain.class,
                        again -> assertThat(again.delay()).isEqualTo(Duration.ofMillis(1500)));
        answers.add(new Answer(429, Map.of(), "{\"parameters\":{\"retry_after\":3}}"));
        assertThat(
                        channel("telegram_configs: [{bot_token: t, chat_id: 1}]")
                                .tell(message(true), Map.of()))
                .isInstanceOfSatisfying(
                        Outcome.TryAgain.class,
                        again -> assertThat(again.delay()).isEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void shortMessagesAreFormsOfTwilioOrOfAnyGateway() throws Exception {
        Files.writeString(folder.resolve("token"), "secret");
        channel(
                        "twilio_configs: [{account_sid: AC1, auth_token_file: '%s', from: '+1', to: '+2'}]"
                                .formatted(folder.resolve("token")))
                .tell(message(true), Map.of());
        assertThat(sent.getLast().url())
                .isEqualTo("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json");
        assertThat(sent.getLast().body()).startsWith("To=%2B2&From=%2B1&Body=%5BFIRING%3A1%5D+X");
        answers.add(new Answer(200, Map.of(), "status=queued"));
        answers.add(new Answer(200, Map.of(), "status=nothing"));
        Channel gateway =
                channel(
                        "sms_configs: [{url: 'http://gw/?q={{ .Status }}', method: GET, body: '',"
                                + " success: 'status=(queued|sent)'}]");
        assertThat(gateway.tell(message(true), Map.of())).isInstanceOf(Outcome.Told.class);
        assertThat(sent.getLast().url()).isEqualTo("http://gw/?q=firing");
        assertThat(gateway.tell(message(true), Map.of())).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void serviceNowIncidentsEndWithTheirGroup() {
        Channel incident = channel("servicenow_configs: [{api_url: 'http://sn', mode: incident}]");
        answers.add(new Answer(200, Map.of(), "{\"result\":[{\"sys_id\":\"42\"}]}"));
        incident.tell(message(false), Map.of());
        assertThat(sent.getLast().method()).isEqualTo("PATCH");
        assertThat(sent.getLast().url()).isEqualTo("http://sn/api/now/table/incident/42");
        assertThat(sent.getLast().body()).contains("\"state\":\"6\"");
        channel("servicenow_configs: [{api_url: 'http://sn'}]").tell(message(true), Map.of());
        assertThat(sent.getLast().body()).contains("\"severity\":\"1\"", "\"message_key\"");
    }

    @Test
    void aWrongTemplateSilencesNobody() {
        channel("console_configs: [{text: '{{ .Nothing }}'}]").tell(message(true), Map.of());
        assertThat(console.getFirst())
                .startsWith("[FIRING:1] X")
                .contains("a template of this channel failed", "can't evaluate field Nothing");
    }

    @Test
    void aSecondCopySaysThatItMayBeOne() {
        channel("console_configs: [{}]").tell(message(true).repeated(), Map.of());
        assertThat(console.getFirst()).endsWith("(possibly repeated)");
    }
}
