package dev.muninn.alert.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleFileTest {

    private final QueryEngine engine =
            QueryEngine.open(new MemoryStore(), QueryOptions.DEFAULTS, new ManualClock(0));

    @AfterEach
    void close() {
        engine.close();
    }

    private List<RuleGroup> read(String text) {
        return RuleFile.read("rules.yml", text, RuleOptions.DEFAULTS, engine::format);
    }

    @Test
    void readsGroupsWithBothKindsOfRules() {
        List<RuleGroup> groups =
                read(
                        """
                        groups:
                          - name: hosts
                            interval: 30s
                            limit: 10
                            query_offset: 1m
                            labels: {team: core}
                            rules:
                              - record: instance:load
                                expr: sum by (instance) (node_load1)
                              - alert: HostDown
                                expr: up == 0
                                for: 1h30m
                                keep_firing_for: 5m
                                labels: {severity: page, team: night}
                                annotations:
                                  summary: '{{ $labels.instance }} is down'
                        """);
        assertThat(groups).hasSize(1);
        RuleGroup group = groups.getFirst();
        assertThat(group.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(group.queryOffset()).isEqualTo(Duration.ofMinutes(1));
        assertThat(group.limit()).isEqualTo(10);
        assertThat(group.rules().getFirst().labels()).containsEntry("team", "core");
        assertThat(group.rules().get(1))
                .isInstanceOfSatisfying(
                        Rule.Alerting.class,
                        rule -> {
                            assertThat(rule.pendingFor()).isEqualTo(Duration.ofMinutes(90));
                            assertThat(rule.keepFiringFor()).isEqualTo(Duration.ofMinutes(5));
                            assertThat(rule.labels()).containsEntry("team", "night");
                        });
    }

    @Test
    void reportsAllMistakesWithTheirPlaces() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        groups:
                                          - name: a
                                            rules:
                                              - record: x
                                                expr: sum(
                                                for: 5m
                                              - alert: Y
                                                expr: up
                                                labels: {text: '{{ nothing }}'}
                                                colour: red
                                              - expr: up
                                          - name: a
                                        """))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining(
                        "rules.yml:5:15: group \"a\", rule 1: could not parse expression")
                .hasMessageContaining("rules.yml:6:14: group \"a\", rule 1: invalid field 'for'")
                .hasMessageContaining("function \"nothing\" not defined")
                .hasMessageContaining("unknown key \"colour\"")
                .hasMessageContaining("one of 'record' or 'alert' must be set")
                .hasMessageContaining("groupname: \"a\" is repeated in the same file");
    }

    @Test
    void fieldsOfAlertsMayStandInRecordingRulesWhileTheySayNothing() {
        String text =
                """
                groups:
                  - name: a
                    rules:
                      - {record: b, expr: up, for: 0s, keep_firing_for: 0s, annotations: %s}
                """;

        assertThat(read(text.formatted("~"))).hasSize(1);
        assertThatThrownBy(() -> read(text.formatted("{c: d}")))
                .hasMessageContaining("invalid field 'annotations' in recording rule");
    }

    @Test
    void readsLimitsAndEmptyNamesAsPrometheusDoes() {
        String text = "groups: [{name: a, limit: %s, rules: [{record: b, alert: '', expr: up}]}]";

        assertThat(read(text.formatted("0x10")).getFirst().limit()).isEqualTo(16);
        assertThatThrownBy(() -> read(text.formatted("\"10\"")))
                .hasMessageContaining("limit \"10\" is no whole number without quotes");
    }

    @Test
    void aTabMayStandBehindAKeyButNotIndent() {
        String text = "groups:\n-\tname: \t\"😀\"\n  rules:\n%s  - {record: b, expr:\tup}\n";

        RuleGroup group = read(text.formatted("")).getFirst();
        assertThat(group.name()).isEqualTo("😀");
        assertThat(group.rules().getFirst().expr()).isEqualTo("up");
        assertThatThrownBy(() -> read(text.formatted("\t")))
                .hasMessageContaining("Do not use \\t(TAB) for indentation");
    }

    @Test
    void takesAKubernetesObject() {
        assertThat(
                        read(
                                """
                                apiVersion: monitoring.coreos.com/v1
                                kind: PrometheusRule
                                metadata: {name: x}
                                spec:
                                  groups:
                                    - name: a
                                      rules: [{record: one, expr: "1"}]
                                """))
                .singleElement()
                .satisfies(group -> assertThat(group.rules()).hasSize(1));
    }

    @Test
    void anEmptyFileHasNoGroups() {
        assertThat(read("")).isEmpty();
    }
}
