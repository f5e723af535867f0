package dev.muninn.alert.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertmanagersFileTest {

    @Test
    void readsWhatPrometheusReads() {
        AlertmanagersConfig config =
                AlertmanagersFile.read(
                        "prometheus.yml",
                        """
                        global:
                          scrape_interval: 15s
                          external_labels: {site: north}
                        rule_files: [rules.yml]
                        alerting:
                          alert_relabel_configs:
                            - {regex: replica, action: labeldrop}
                          alertmanagers:
                            - static_configs: [{targets: ['a:9093', 'b:9093']}]
                            - scheme: https
                              path_prefix: /am/
                              timeout: 3s
                              basic_auth: {username: u, password: p}
                              static_configs: [{targets: ['c:443']}]
                        scrape_configs: []
                        """);
        assertThat(config.externalLabels()).containsEntry("site", "north");
        assertThat(config.relabelRules())
                .isEqualTo("[{\"regex\":\"replica\",\"action\":\"labeldrop\"}]");
        assertThat(config.sections().getFirst().urls())
                .containsExactly("http://a:9093/api/v2/alerts", "http://b:9093/api/v2/alerts");
        AlertmanagersConfig.Section second = config.sections().getLast();
        assertThat(second.urls()).containsExactly("https://c:443/am/api/v2/alerts");
        assertThat(second.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(second.http().section("basic_auth").text("username")).isEqualTo("u");
        assertThat(second.relabelRules()).isEqualTo("[]");
    }

    @Test
    void aFileWithoutAlertingNamesNobody() {
        assertThat(AlertmanagersFile.read("p.yml", "global: {}").sections()).isEmpty();
        assertThat(AlertmanagersFile.read("p.yml", "").sections()).isEmpty();
    }

    @Test
    void saysWhatItDoesNotDo() {
        assertThatThrownBy(
                        () ->
                                AlertmanagersFile.read(
                                        "p.yml",
                                        """
                                        alerting:
                                          alertmanagers:
                                            - kubernetes_sd_configs: [{role: pod}]
                                            - {static_configs: [], api_version: v1}
                                        """))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("p.yml:3")
                .hasMessageContaining("they are not discovered")
                .hasMessageContaining("unknown key \"kubernetes_sd_configs\"")
                .hasMessageContaining("api_version is \"v1\"");
    }
}
