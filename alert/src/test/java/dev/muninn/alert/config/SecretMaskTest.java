package dev.muninn.alert.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.route.MatcherSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

    private static final String ROUTES =
            """
            route: {receiver: a, routes: [{receiver: a, matchers: [token="open"]}]}
            """;

    private static String shown(String file) {
        return RoutingFile.read("a.yml", file, MatcherSyntax.FALLBACK).maskedText();
    }

    private static String shownReceiver(String channels) {
        return shown(ROUTES + "receivers:\n- name: a\n" + channels.indent(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slack_configs: [{channel: '#ops', api_url: https://x/hush-1}]",
                "slack_configs: [{channel: '#ops', api_url: 'https://x/hush''-1'}]",
                "slack_configs: [{channel: '#ops', \"api_url\": \"https://x/\\\"hush-1\"}]",
                "slack_configs:\n- channel: '#ops'\n  api_url:\n    https://x/hush-1",
                "slack_configs:\n- channel: '#ops'\n  api_url: >-\n    https://x/hush-1",
                "slack_configs:\n- channel: '#ops'\n  ? api_url\n  : !!str https://x/hush-1",
                """
                slack_configs:
                - channel: '#ops' # was https://x/hush-1
                  api_url: https://x/hush-2""",
                "slack_configs:\n- {channel: '#ops', api_url: &u https://x/hush-1}\n"
                        + "- {channel: '#ops', api_url: *u}",
                "webhook_configs: [{url: 'http://x/{{ .Receiver }}/hush-1'}]\n"
                        + "slack_configs: [{channel: '#ops', api_url: http://x}]",
                """
                slack_configs:
                - channel: '#ops'
                  api_url: http://x
                  http_config:
                    authorization: {credentials: hush-1}
                    http_headers: {X-Key: {secrets: [hush-2, hush-3], values: [open]}}
                    proxy_url: http://me:hush-4@proxy:3128
                    proxy_connect_header: {X-Key: [hush-5]}""",
                """
                slack_configs:
                - channel: '#ops'
                  api_url: http://x
                  http_config:
                    oauth2: {client_id: a, client_secret: hush-1, token_url: 'http://x'}
                    tls_config:
                      cert: open
                      key: |
                        hush-2
                        hush-3""",
                "sms_configs:\n- url: http://x\n  headers: {X-Api-Key: hush-1}\n"
                        + "slack_configs: [{channel: '#ops', api_url: http://x}]",
            })
    void showsNoSecretHoweverItIsWritten(String channels) {
        String shown = shownReceiver(channels);
        assertThat(shown).doesNotContain("hush").contains("<secret>", "#ops", "token=\"open\"");
    }

    @Test
    void showsNoGlobalSecret() {
        String file =
                "global: {smtp_auth_password: hush-1, slack_api_url: 'http://x/hush-2',"
                        + " http_config: {basic_auth: {username: me, password: hush-3}}}\n"
                        + "receivers: [{name: a}]\n";
        assertThat(shown(ROUTES + file)).doesNotContain("hush").contains("username: me");
    }

    @Test
    void whatIsShownIsAConfigurationAgain() {
        String shown =
                shownReceiver(
                        "webhook_configs: [{url: http://x/hush, max_alerts: 5, send_resolved:"
                                + " no}]\n"
                                + "telegram_configs: [{bot_token: hush, chat_id: -1001}]\n"
                                + "slack_configs: [{api_url: http://x, channel: '5', text:"
                                + " \"a\\nb\"}]");
        assertThat(shown(shown)).isEqualTo(shown);
    }
}
