package dev.muninn.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receivers that answer with what they were sent. */
class DiscreetChannelTest {

    private final ManualClock clock = new ManualClock(1_772_360_430_000L);

    private Outcome told(String channel, int status, String answer) {
        ChannelConfig config =
                RoutingFile.read(
                                "a.yml",
                                "route: {receiver: a}\nreceivers:\n- name: a\n" + channel.indent(2),
                                MatcherSyntax.FALLBACK)
                        .receivers()
                        .getFirst()
                        .channels()
                        .getFirst();
        Message message =
                new Message(
                        "a", "{}:{}", Labels.empty(), Map.of(), List.of(), "", "test", "id", false);
        Channels channels =
                new Channels(
                        MessageTemplates.of(Map.of(), clock),
                        clock,
                        line -> {},
                        ignored -> request -> new Answer(status, Map.of(), answer));
        return channels.open(config).tell(message, Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhook_configs: [{url: 'http://x/in/HUSH1234?k=HUSH5678'}] | no"
                        + " http://x/in/HUSH1234?k=HUSH5678",
                "webhook_configs: [{url: 'http://x/in/HUSH1234?k=HUSH5678'}] | Cannot POST"
                        + " /in/HUSH1234",
                "webhook_configs: [{url: 'http://x/in/HUSH1234?k=HUSH5678'}] | unknown key"
                        + " HUSH5678",
                "telegram_configs: [{bot_token: '1:HUSH1234', chat_id: 1}] | no"
                        + " /bot1:HUSH1234/sendMessage",
                "pagerduty_configs: [{routing_key: 'HUSH&1234'}] | routing_key=HUSH%261234 is"
                        + " unknown",
                "webhook_configs: [{url: 'http://x', http_config: {authorization: {credentials:"
                        + " HUSH1234}}}] | Authorization: Bearer HUSH1234",
                "webhook_configs: [{url: 'http://x', http_config: {basic_auth: {username: me,"
                        + " password: pw}}}] | Basic bWU6cHc= HUSH",
                "webhook_configs: [{url: 'http://x', http_config: {proxy_url: 'http://me:pw@y'}}] |"
                        + " Proxy-Authorization: Basic bWU6cHc= HUSH",
                "webhook_configs: [{url: 'http://x', http_config: {proxy_url:"
                        + " 'http://me:HUSH1234@y', proxy_connect_header: {X-Key: [HUSH5678]}}}] |"
                        + " HUSH1234 of me, X-Key: HUSH5678",
                "webhook_configs: [{url: 'http://x', http_config: {oauth2: {client_id: me,"
                        + " client_secret: s, token_url: 'http://z', proxy_url:"
                        + " 'http://me:HUSH1234@y'}}}] | HUSH1234 of me",
                "webhook_configs: [{url: 'http://x', http_config: {http_headers: {X-Key: {secrets:"
                        + " [HUSH1234, HUSH5678]}}}}] | X-Key: [HUSH1234] [HUSH5678]",
            })
    void leavesNoSecretInAnAnswer(String channel, String answer) {
        String detail = told(channel, 500, answer.replace("= HUSH", "=")).detail();
        assertThat(detail).doesNotContain("HUSH", "bWU6cHc").contains("<secret>");
    }

    @Test
    void hidesWhatStandsInFiles(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("url"), "http://x/in/HUSH1234\n");
        Outcome outcome =
                told("webhook_configs: [{url_file: %s}]".formatted(file), 200, "HUSH1234");
        assertThat(outcome).isInstanceOf(Outcome.Told.class);
        assertThat(outcome.detail()).isEqualTo("HTTP 200: <secret>");
    }

    @Test
    void leavesWordsAlone() {
        Outcome outcome =
                told("webhook_configs: [{url: 'http://x/services/alerts'}]", 404, "no services");
        assertThat(outcome.detail()).isEqualTo("HTTP 404: no services");
    }
}
