package dev.muninn.alert.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.RuleTests;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SloRulesTest {

    private static final String SLO =
            """
            version: prometheus/v1
            service: shop
            labels: {team: web}
            slos:
              - name: requests
                objective: 99.9
                description: Requests are answered.
                sli:
                  events:
                    error_query: sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))
                    total_query: sum(rate(http_requests_total[{{ .window }}]))
                alerting:
                  name: ShopErrors
                  annotations: {runbook: docs/shop.md}
                  page_alert: {labels: {receiver: pager}}
            """;

    private final QueryEngine engine =
            QueryEngine.open(new MemoryStore(), QueryOptions.DEFAULTS, new ManualClock(0));

    @TempDir private Path folder;

    @AfterEach
    void close() {
        engine.close();
    }

    private List<RuleGroup> read(String text) {
        return RuleFile.read("slo.yml", text, RuleOptions.DEFAULTS, engine::format);
    }

    @Test
    void recordsEachWindowAndWhatIsLeftOfTheBudget() {
        RuleGroup group = read(SLO).getFirst();
        assertThat(group.name()).isEqualTo("slo/shop/requests");
        assertThat(group.rules())
                .extracting(Rule::name)
                .containsExactlyInAnyOrder(
                        "slo:sli_error:ratio_rate5m",
                        "slo:sli_error:ratio_rate30m",
                        "slo:sli_error:ratio_rate1h",
                        "slo:sli_error:ratio_rate2h",
                        "slo:sli_error:ratio_rate6h",
                        "slo:sli_error:ratio_rate1d",
                        "slo:sli_error:ratio_rate3d",
                        "slo:sli_error:ratio_rate30d",
                        "slo:error_budget:ratio",
                        "slo:current_burn_rate:ratio",
                        "slo:period_error_budget_remaining:ratio",
                        "ShopErrors",
                        "ShopErrors");
        Rule page = group.rules().get(group.rules().size() - 2);
        assertThat(page.labels())
                .containsEntry("severity", "critical")
                .containsEntry("receiver", "pager")
                .containsEntry("team", "web");
        assertThat(page.expr())
                .contains("ratio_rate1h{sloth_id=\"shop-requests\"} > (14.4 * 0.001)");
        assertThat(group.rules().getLast().labels()).containsEntry("severity", "warning");
    }

    /** Errors of two percent burn twenty times as fast as allowed: a page, soon. */
    @Test
    void pagesForAFastBurnAndEndsSoonAfterIt() throws Exception {
        Files.writeString(folder.resolve("slo.yml"), SLO);
        Path test =
                Files.writeString(
                        folder.resolve("test.yml"),
                        """
                        rule_files: [slo.yml]
                        evaluation_interval: 1m
                        tests:
                          - name: fast burn
                            interval: 1m
                            input_series:
                              - {series: 'http_requests_total{code="200"}', values: '0+98x60 5880+100x60'}
                              - {series: 'http_requests_total{code="500"}', values: '0+2x60 120x60'}
                            promql_expr_test:
                              - expr: slo:error_budget:ratio
                                eval_time: 30m
                                exp_samples:
                                  - labels: slo:error_budget:ratio{sloth_id="shop-requests",sloth_service="shop",sloth_slo="requests",team="web"}
                                    value: 0.001
                              - expr: count(ALERTS{alertname="ShopErrors",sloth_severity="page",alertstate="firing"})
                                eval_time: 30m
                                exp_samples: [{labels: '{}', value: 1}]
                              - expr: ALERTS{alertname="ShopErrors",sloth_severity="page",alertstate="firing"}
                                eval_time: 110m
                                exp_samples: []
                        """);
        RuleTests.Result result =
                new RuleTests(RuleOptions.DEFAULTS, QueryOptions.DEFAULTS, new ManualClock(0))
                        .run(test);
        assertThat(result.differences()).isEmpty();
    }

    /** Errors of 0.05 percent are half of what is allowed. */
    @Test
    void isQuietWithinTheBudget() throws Exception {
        Files.writeString(folder.resolve("slo.yml"), SLO);
        Path test =
                Files.writeString(
                        folder.resolve("test.yml"),
                        """
                        rule_files: [slo.yml]
                        evaluation_interval: 5m
                        tests:
                          - name: within
                            interval: 1m
                            input_series:
                              - {series: 'http_requests_total{code="200"}', values: '0+9995x600'}
                              - {series: 'http_requests_total{code="500"}', values: '0+5x600'}
                            promql_expr_test:
                              - {expr: 'ALERTS{alertname="ShopErrors"}', eval_time: 10h, exp_samples: []}
                              - expr: round(slo:current_burn_rate:ratio, 0.01)
                                eval_time: 10h
                                exp_samples:
                                  - labels: '{sloth_id="shop-requests",sloth_service="shop",sloth_slo="requests",team="web"}'
                                    value: 0.5
                        """);
        RuleTests.Result result =
                new RuleTests(RuleOptions.DEFAULTS, QueryOptions.DEFAULTS, new ManualClock(0))
                        .run(test);
        assertThat(result.differences()).isEmpty();
    }

    @Test
    void saysWhatAnObjectiveLacks() {
        assertThatThrownBy(() -> read(SLO.replace("99.9", "100").replace("v1", "v9")))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("slo.yml:6")
                .hasMessageContaining(
                        "objective is 100: set percent, more than 0 and less than 100")
                .hasMessageContaining("version is \"prometheus/v9\"");
        assertThatThrownBy(() -> read(SLO.replace("{{.window}}", "5m")))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("slo requests")
                .hasMessageContaining("has no {{.window}}");
    }
}
