package dev.muninn.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeFileTest {

    private static final String WHOLE =
            """
            global:
              scrape_interval: 15s
              evaluation_interval: 30s
              external_labels: {cluster: a}
            rule_files: [rules/*.yml]
            alerting:
              alertmanagers:
                - static_configs: [{targets: ["am:9093"]}]
            scrape_configs:
              - job_name: node
                scrape_timeout: 5s
                honor_labels: true
                metrics_path: /m
                scheme: https
                params: {module: [http_2xx, b c]}
                sample_limit: 1000
                body_size_limit: 10MB
                basic_auth: {username: u, password: p}
                static_configs:
                  - targets: ["a:9100", "b:9100"]
                    labels: {env: prod}
                relabel_configs:
                  - source_labels: [__address__]
                    regex: "b.*"
                    action: drop
                metric_relabel_configs:
                  - {regex: "tmp_.*", action: labeldrop}
              - job_name: other
                ec2_sd_configs: []
            """;

    @Test
    void readsWhatPrometheusReads() {
        ScrapeFile file = ScrapeFile.parse(WHOLE, "prometheus.yml");
        assertThatObject(file.externalLabels()).isEqualTo(Labels.of("cluster", "a"));
        ScrapeJob.Settings node = file.jobs().getFirst().settings();
        assertThat(node.interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(node.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(node.honorsLabels()).isTrue();
        assertThat(node.limits().samples()).isEqualTo(1000);
        assertThat(node.limits().bodyBytes()).isEqualTo(10 << 20);
        assertThat(node.access().credentials().header()).isEqualTo("Basic dTpw");
        assertThat(node.metricRelabeling().rules()).hasSize(1);
        ScrapeJob.Settings other = file.jobs().get(1).settings();
        assertThat(other.timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void namesWhatItDoesNotUse() {
        assertThat(ScrapeFile.parse(WHOLE, "prometheus.yml").warnings())
                .containsExactly(
                        "prometheus.yml line 3: evaluation_interval is not used by Muninn",
                        "prometheus.yml line 29: ec2_sd_configs is not used by Muninn",
                        "prometheus.yml line 5: rule_files is not used by Muninn",
                        "prometheus.yml line 6: alerting is not used by Muninn");
    }

    @Test
    void findsTargetsAndWhatIsDropped() {
        ScrapeFile file = ScrapeFile.parse(WHOLE, "prometheus.yml");
        TargetDiscovery.Found found =
                new TargetDiscovery(file.jobs(), NoDiscoveries.sources()).find();
        assertThat(found.dropped())
                .singleElement()
                .satisfies(labels -> assertThat(labels.get("__address__")).isEqualTo("b:9100"));
        assertThat(found.targets())
                .singleElement()
                .satisfies(
                        target -> {
                            assertThat(target.url())
                                    .hasToString("https://a:9100/m?module=http_2xx&module=b+c");
                            assertThatObject(target.labels())
                                    .isEqualTo(
                                            Labels.of(
                                                    "env",
                                                    "prod",
                                                    "instance",
                                                    "a:9100",
                                                    "job",
                                                    "node"));
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scrape_config: []|line 1: scrape_config: this key is not known, scrape_configs is",
                "global: {scrape_intervall: 1s}|scrape_intervall: this key is not known,"
                        + " scrape_interval is",
                "scrape_configs: [{job_name: a, xyz: 1}]|xyz: this key is not known",
                "scrape_configs: [{}]|job_name is missing",
                "scrape_configs: [{job_name: a}, {job_name: a}]|two jobs of name a",
                "scrape_configs: [{job_name: a, scrape_interval: 15}]|\"15\" is not a duration",
                "scrape_configs: [{job_name: a, scheme: ftp}]|neither http nor https",
                "scrape_configs: [{job_name: a, scrape_interval: 1s, scrape_timeout: 2s}]|greater"
                        + " than the scrape interval",
                "scrape_configs: [{job_name: a, relabel_configs: [{regex: (}]}]|regex",
                "scrape_configs: [{job_name: a, relabel_configs: [{action: x}]}]|is not known",
                "scrape_configs: [{job_name: a, job_name: b}]|occurs twice",
                "scrape_configs: 7|expected a list",
                "'{'|bad.yml",
            })
    void refusesMistakesWithTheirPlace(String text, String message) {
        assertThatThrownBy(() -> ScrapeFile.parse(text, "bad.yml"))
                .isInstanceOf(MuninnException.class)
                .hasMessageStartingWith("bad.yml")
                .hasMessageContaining(message);
    }

    /** Verdicts of a Prometheus 3.5 that was told to reload with them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "honor_labels: \"true\"|neither true nor false, without quotes",
                "sample_limit: 10MB|no whole number of zero or more",
                "label_limit: -1|no whole number of zero or more",
                "target_limit: \"1\"|no whole number of zero or more, without quotes",
                "keep_dropped_targets: a|no whole number",
                "scrape_interval: \"\"|is not a duration",
                "convert_classic_histograms_to_nhcb: 1|neither true nor false",
                "metric_name_validation_scheme: ascii|is none of utf8, legacy",
                "metric_name_escaping_scheme: utf8|is none of allow-utf-8",
                "fallback_scrape_protocol: text|is none of [",
                "file_sd_configs: [{files: [a.txt]}]|not valid for file discovery",
                "file_sd_configs: [{files: [\"*/b.yml\"]}]|not valid for file discovery",
                "file_sd_configs: [{files: [a.yml], refresh_interval: 5}]|is not a duration",
                "'basic_auth: {username: u}, authorization: {}'|at most one of basic_auth",
                "'basic_auth: {username: u}, bearer_token: t'|at most one of basic_auth",
                "'basic_auth: {password: u, password_file: p}'|at most one of password and",
                "'oauth2: {client_id: a, token_url: b, client_secret: c, client_secret_file: d}'|at"
                        + " most one of client_secret and",
                "authorization: {type: Basic}|use basic_auth instead",
                "tls_config: {min_version: TLS14}|unknown TLS version TLS14",
                "'tls_config: {ca: a, ca_file: b}'|at most one of ca and ca_file",
                "no_proxy: a|proxy_url must also be configured",
                "'proxy_url: http://p, proxy_from_environment: true'|must not be configured with"
                        + " proxy_from_environment",
                "enable_http2: 2|neither true nor false"
            })
    void refusesWhatPrometheusRefuses(String keys, String message) {
        String text = "scrape_configs: [{job_name: a, " + keys + "}]";

        assertThatThrownBy(() -> ScrapeFile.parse(text, "bad.yml"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "honor_labels: yes",
                "honor_labels: ON",
                "honor_labels: ",
                "scrape_interval: 0s",
                "scrape_timeout: 0",
                "http_headers: {X-A: {secrets: [a], values: [b]}}",
                "oauth2: {client_id: a, token_url: http://b, tls_config: {ca_file: c}}",
                "oauth2: {client_id: a, token_url: http://b, proxy_url: http://p}",
                "file_sd_configs: [{files: [\"a/*.yml\", b.json], refresh_interval: 1m}]",
                "fallback_scrape_protocol: PrometheusText1.0.0",
                "metric_name_validation_scheme: legacy"
            })
    void takesWhatPrometheusTakes(String keys) {
        String text = "scrape_configs: [{job_name: a, " + keys + "}]";

        assertThat(ScrapeFile.parse(text, "a.yml").jobs().getFirst().settings().interval())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsAnEmptyFile() {
        assertThat(ScrapeFile.parse("", "empty.yml").jobs()).isEmpty();
    }

    @Test
    void survivesABombOfAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1);
            bomb.append("]\n");
        }
        assertThatThrownBy(() -> ScrapeFile.parse(bomb.toString(), "bomb.yml"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("bomb.yml");
    }
}
