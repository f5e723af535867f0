package dev.muninn.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server with a secret in every field that takes one, whose receivers answer with all that they
 * were sent: no answer, page, metric or line of the log has a secret in it.
 */
class AlertSecretsIT {

    /** Each secret has the word; the base64 of {@code me:HUSH} begins with the other. */
    private static final Pattern SECRET = Pattern.compile(".{0,100}(HUSH|bWU6SFVTSC).{0,50}");

    private static final String RECEIVERS =
            """
            global:
              smtp_auth_password: HUSHglobal1
              opsgenie_api_key: HUSHglobal2
              http_config: {authorization: {credentials: HUSHglobal3}}
            route: {receiver: all, group_by: [alertname], group_wait: 0s, group_interval: 1s}
            receivers:
              - name: all
                webhook_configs:
                  - {url: '@/hook/HUSH0001?key=HUSH0002', http_config: {authorization: {credentials: HUSH0003}}}
                  - {url_file: '#url'}
                  - {url: '@/{{ .Receiver }}/HUSH0004', signature_secret_file: '#secret'}
                  - url: '@/oauth'
                    http_config:
                      oauth2: {client_id: me, client_secret: HUSH0005, token_url: '@/token'}
                  - url: '@/headers'
                    http_config:
                      basic_auth: {username: me, password: HUSH0006}
                      http_headers: {X-Key: {secrets: [HUSH0007], files: ['#secret']}}
                  - {url: 'ftp-less/HUSH', http_config: {bearer_token: HUSH0008}}
                slack_configs:
                  - {api_url: '@/services/T0/HUSH0010', channel: '#ops'}
                  - {app_token: HUSH0011, app_url: '@/api/chat.postMessage', channel: '#ops'}
                msteams_configs: [{webhook_url: '@/teams/HUSH0012'}]
                msteamsv2_configs: [{webhook_url: '@/teams/HUSH0013?sig=HUSH0014'}]
                pagerduty_configs:
                  - {routing_key: HUSH0015, url: '@/pagerduty'}
                  - {routing_key_file: '#secret', url: '@/pagerduty'}
                opsgenie_configs: [{api_url: '@/opsgenie/'}, {api_key: HUSH0016, api_url: '@/opsgenie/'}]
                victorops_configs: [{api_key: HUSH0017, routing_key: r, api_url: '@/victorops/'}]
                email_configs:
                  - {to: a@example.org, from: b@example.org, smarthost: '127.0.0.1:1', auth_username: me,
                     auth_password: HUSH0018, auth_secret: HUSH0019}
                sns_configs:
                  - {api_url: '@/sns', topic_arn: 'arn:aws:sns:eu-north-1:1:t',
                     sigv4: {region: eu-north-1, access_key: AK, secret_key: HUSH0020}}
                telegram_configs: [{bot_token: '12:HUSH0021', chat_id: 1, api_url: '@'}]
                discord_configs: [{webhook_url: '@/api/webhooks/1/HUSH0022'}]
                webex_configs:
                  - {room_id: r, api_url: '@/webex', http_config: {authorization: {credentials: HUSH0023}}}
                wechat_configs: [{api_secret: HUSH0024, corp_id: c, api_url: '@/wechat/'}]
                pushover_configs:
                  - {user_key: HUSH0025, token: HUSH0026,
                     http_config: {proxy_url: 'http://me:HUSH0027@127.0.0.1:%', proxy_connect_header: {X-K: [HUSH0028]}}}
                rocketchat_configs: [{token: HUSH0029, token_id: HUSH0030, api_url: '@/rocket'}]
                mattermost_configs: [{webhook_url: '@/hooks/HUSH0031'}]
                jira_configs:
                  - {api_url: '@/jira', project: p, issue_type: t,
                     http_config: {basic_auth: {username: me, password: HUSH0032}}}
                incidentio_configs: [{url: '@/incident/HUSH0033', alert_source_token: HUSH0034}]
                twilio_configs:
                  - {account_sid: AC1, auth_token_file: '#secret', from: '+1', to: '+2', api_url: '@/twilio'}
                sms_configs: [{url: '@/sms/HUSH0035', headers: {X-Api-Key: HUSH0036}, secret_file: '#secret'}]
                servicenow_configs:
                  - {api_url: '@/snow', http_config: {basic_auth: {username: me, password: HUSH0037}}}
            """;

    private static final List<String> SHOWN =
            List.of(
                    "/api/v2/status",
                    "/api/v2/alerts",
                    "/api/v2/alerts/groups",
                    "/api/v2/receivers",
                    "/api/v1/alerting/channels",
                    "/api/v1/alerting/saved-channels",
                    "/api/v1/alerting/routes",
                    "/api/v1/alerting/groups",
                    "/api/v1/alerting/history",
                    "/api/v1/alerting/silences",
                    "/api/v1/alerting/rule-groups",
                    "/api/v1/alerting/status",
                    "/api/v1/alerting/report",
                    "/api/v1/alerting/incidents",
                    "/api/v1/alerting/incident-report",
                    "/api/v1/alerting/on-call",
                    "/api/v1/alerting/explain?label=alertname%3DLeak",
                    "/api/v1/status/config",
                    "/api/v1/status/flags",
                    "/api/v1/status/runtimeinfo",
                    "/api/v1/rules",
                    "/api/v1/alerts",
                    "/metrics");

    @TempDir private Path folder;

    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", AlertSecretsIT::echo);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    /** Refuses what it is sent, with all of it as the reason. */
    private static void echo(HttpExchange exchange) throws IOException {
        StringBuilder said = new StringBuilder("cannot take ").append(exchange.getRequestURI());
        exchange.getRequestHeaders().forEach((name, value) -> said.append(' ').append(value));
        said.append(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        byte[] answer = said.toString().getBytes(UTF_8);
        boolean isForNow = exchange.getRequestURI().toString().length() % 2 == 0;
        exchange.sendResponseHeaders(isForNow ? 503 : 404, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String filled(String text) {
        String port = String.valueOf(receiver.getAddress().getPort());
        return text.replace("@/", "http://127.0.0.1:" + port + "/")
                .replace("'@'", "'http://127.0.0.1:" + port + "'")
                .replace("127.0.0.1:%", "127.0.0.1:" + port)
                .replace("'#url'", "'" + folder.resolve("url") + "'")
                .replace("'#secret'", "'" + folder.resolve("secret") + "'");
    }

    @Test
    void noSecretIsShownAnywhere() throws Exception {
        Files.writeString(folder.resolve("url"), filled("@/file/HUSH0101\n"));
        Files.writeString(folder.resolve("secret"), "HUSH0102\n");
        String good = filled(RECEIVERS.replaceAll("(?m)^.*ftp-less.*\n", ""));
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), good);
        String port = String.valueOf(receiver.getAddress().getPort());
        try (MuninnProcess muninn =
                MuninnProcess.start(
                        folder.resolve("data"),
                        "--set",
                        "alerting.config=" + config,
                        "--set",
                        "alerting.heartbeat-interval=1s",
                        "--set",
                        "alerting.heartbeat-url=http://127.0.0.1:" + port + "/ping/HUSH0103",
                        "--set",
                        "alerting.alertmanagers=http://me:HUSH0104@127.0.0.1:" + port)) {
            MuninnClient client = muninn.client();
            List<String> answers = new ArrayList<>();
            saveChannels(client, answers);
            answers.add(post(client, "/api/v2/alerts", "[{\"labels\":{\"alertname\":\"Leak\"}}]"));
            List<String> channels = awaitFailures(client);
            assertThat(channels).as("all channels were tried").hasSize(29);
            for (String channel : channels) {
                String name = URLEncoder.encode(channel, UTF_8);
                answers.add(post(client, "/api/v1/alerting/test?channel=" + name, ""));
            }
            Files.writeString(config, filled(RECEIVERS));
            answers.add(post(client, "/-/reload", ""));
            for (String path : SHOWN) {
                HttpResponse<String> answer = client.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                answers.add(path + ": " + answer.body());
            }
            answers.add(muninn.output());
            assertThat(String.join("\n", answers)).contains("<secret>", "cannot take");
            assertThat(answers).flatExtracting(AlertSecretsIT::secretsIn).isEmpty();
        }
    }

    /** Each secret of a text with what stands around it. */
    private static List<String> secretsIn(String text) {
        return SECRET.matcher(text).results().map(MatchResult::group).toList();
    }

    private void saveChannels(MuninnClient client, List<String> answers) {
        String slack =
                "{\"kind\":\"slack\",\"author\":\"Ada\",\"settings\":{\"api_url\":\"%s\",\"channel\":\"#ops\"}}";
        String path = "/api/v1/alerting/saved-channels";
        answers.add(put(client, path + "/one", slack.formatted(filled("@/saved/HUSH0201"))));
        answers.add(put(client, path + "/two", slack.formatted("HUSH0202:no address")));
        answers.add(put(client, path + "/two", slack.formatted("https://x:HUSH0203/")));
        answers.add(
                put(
                        client,
                        path + "/three",
                        "{\"kind\":\"pagerduty\",\"settings\":{\"routing_key\":\"HUSH0204\"},"
                                + "\"matchers\":\"{broken\"}"));
        answers.add(
                post(
                        client,
                        path + "/test",
                        slack.formatted(filled("@/saved/HUSH0205"))
                                .replace("{\"kind\"", "{\"name\":\"four\",\"kind\"")));
    }

    /** Waits until each channel has failed, and returns their names. */
    private static List<String> awaitFailures(MuninnClient client) {
        List<String> names = new ArrayList<>();
        Await.until(
                "each channel to fail",
                Duration.ofSeconds(60),
                () -> {
                    JsonNode channels =
                            client.data("/api/v1/alerting/channels", Map.of()).path("channels");
                    names.clear();
                    channels.forEach(channel -> names.add(channel.path("name").asText()));
                    return !names.isEmpty()
                            && channels.findValuesAsText("lastError").stream()
                                            .filter(error -> !error.isEmpty())
                                            .count()
                                    == names.size();
                });
        return names;
    }

    private static String post(MuninnClient client, String path, String body) {
        return path + ": " + client.post(path, "application/json", body.getBytes(UTF_8)).body();
    }

    private static String put(MuninnClient client, String path, String body) {
        HttpRequest request =
                client.request(path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return path + ": " + client.send(request).body();
    }
}
