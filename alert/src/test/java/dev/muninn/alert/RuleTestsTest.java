package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleTestsTest {

    private final RuleTests tests =
            new RuleTests(RuleOptions.DEFAULTS, QueryOptions.DEFAULTS, new ManualClock(0));

    @TempDir private Path folder;

    @BeforeEach
    void writeRules() throws IOException {
        Files.writeString(
                folder.resolve("rules.yml"),
                """
                groups:
                  - name: hosts
                    rules:
                      - record: up:count
                        expr: count(up)
                      - alert: Down
                        expr: up == 0
                        for: 2m
                        annotations: {summary: '{{ $labels.host }} in {{ $externalLabels.site }}'}
                      - alert: Never
                        expr: up > 1
                """);
    }

    private RuleTests.Result run(String test) throws IOException {
        Path file = folder.resolve("test.yml");
        Files.writeString(
                file,
                """
                rule_files: [rules.yml, missing.yml, 'none-*.yml']
                tests:
                  - name: hosts
                    start_timestamp: 2026-03-01T00:00:00Z
                    external_labels: {site: north}
                    input_series: [{series: 'up{host="a"}', values: '1 0x9'}]
                """
                        + test.indent(4));
        return tests.run(file);
    }

    @Test
    void passesWhatIsAsExpected() throws Exception {
        RuleTests.Result result =
                run(
                        """
                        alert_rule_test:
                          - {eval_time: 2m, alertname: Down}
                          - eval_time: 3m
                            alertname: Down
                            exp_alerts:
                              - exp_labels: {host: a}
                                exp_annotations: {summary: a in north}
                        promql_expr_test:
                          - expr: up:count
                            eval_time: 5m
                            exp_samples: [{labels: 'up:count', value: 1}]
                        """);
        assertThat(result.differences()).isEmpty();
        assertThat(result.tests()).isEqualTo(1);
        assertThat(result.notFired()).containsExactly("Never");
    }

    @Test
    void showsWhatWasExpectedAndWhatCame() throws Exception {
        RuleTests.Result result =
                run(
                        """
                        alert_rule_test:
                          - {eval_time: 4m, alertname: Down}
                        promql_expr_test:
                          - {expr: up, eval_time: 1m30s, exp_samples: []}
                          - {expr: up + on(host) up, eval_time: 1m, exp_samples: []}
                        """);
        assertThat(result.differences()).hasSize(3);
        assertThat(result.differences().getFirst())
                .startsWith("hosts: alert Down at 4m")
                .contains("expected: nothing", "a in north");
        assertThat(result.differences().get(1)).startsWith("hosts: up at 1m30s");
    }

    @Test
    void namesThePlacesOfMistakes() {
        assertThatThrownBy(
                        () ->
                                run(
                                        """
                                        promql_expr_test:
                                          - {expr: up, eval_tyme: 1m}
                                        alert_rule_test:
                                          - {eval_time: soon}
                                        """))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("unknown key \"eval_tyme\"")
                .hasMessageContaining("not a valid duration string")
                .hasMessageContaining("alert_rule_test lacks alertname");
    }
}
