package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.pack.Pack;
import dev.muninn.alert.pack.PackIndex;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rulefile.RuleFile;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each ready-made alert fires when it should, and says what to do. */
class PackRulesTest {

    private static final Path TESTS = Path.of("src/test/resources/dev/muninn/alert/pack");

    static Stream<Pack> packs() {
        return PackIndex.read().stream().filter(pack -> pack.picks().isEmpty());
    }

    private static List<Rule> rules(Pack pack) {
        ManualClock clock = new ManualClock(0);
        try (QueryEngine engine =
                QueryEngine.open(new MemoryStore(), QueryOptions.DEFAULTS, clock)) {
            return RuleFile.read(pack.file(), pack.text(), RuleOptions.DEFAULTS, engine::format)
                    .stream()
                    .flatMap(group -> group.rules().stream())
                    .toList();
        }
    }

    @Test
    void thereIsAPackForEachField() {
        assertThat(PackIndex.read())
                .extracting(Pack::name)
                .containsExactly(
                        "essentials",
                        "infrastructure",
                        "application",
                        "database",
                        "business",
                        "security",
                        "muninn",
                        "dashboard");
    }

    @ParameterizedTest
    @MethodSource("packs")
    void everyAlertFiresInItsTest(Pack pack) {
        RuleTests tests =
                new RuleTests(RuleOptions.DEFAULTS, QueryOptions.DEFAULTS, new ManualClock(0));
        RuleTests.Result result = tests.run(TESTS.resolve(pack.name() + "_test.yml"));
        assertThat(result.differences()).isEmpty();
        assertThat(result.notFired()).isEmpty();
        assertThat(result.tests()).isEqualTo(rules(pack).size());
    }

    @Test
    void essentialsAreCriticalAlertsOfOtherPacksThatAreToldWithinTwoMinutes() {
        List<Pack.Pick> picks = PackIndex.read().getFirst().picks();
        assertThat(picks).isNotEmpty();
        for (Pack.Pick pick : picks) {
            Pack home =
                    packs().filter(pack -> pack.name().equals(pick.pack())).findAny().orElseThrow();
            assertThat(rules(home))
                    .filteredOn(rule -> rule.name().equals(pick.rule()))
                    .singleElement()
                    .satisfies(
                            rule -> {
                                assertThat(rule.labels()).containsEntry("severity", "critical");
                                assertThat(((Rule.Alerting) rule).pendingFor())
                                        .isLessThanOrEqualTo(Duration.ofMinutes(1));
                            });
        }
    }

    /** A scrape and an evaluation of 15 s each, this, and the usual wait of a group of 30 s. */
    @Test
    void whatIsDownIsToldWithinTwoMinutes() {
        List<Rule.Alerting> outages =
                packs().flatMap(pack -> rules(pack).stream())
                        .map(Rule.Alerting.class::cast)
                        .filter(rule -> "critical".equals(rule.labels().get("severity")))
                        // A channel that does not work is told over the others.
                        .filter(rule -> !rule.name().equals("MuninnChannelDown"))
                        .filter(rule -> rule.expr().matches("(?s).*(up|_success).* == 0.*"))
                        .toList();
        assertThat(outages)
                .extracting(Rule::name)
                .contains("TargetDown", "MostTargetsDown", "ProbeFailed", "PostgresDown");
        assertThat(outages)
                .allSatisfy(
                        rule ->
                                assertThat(rule.pendingFor())
                                        .as(rule.name())
                                        .isLessThanOrEqualTo(Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @MethodSource("packs")
    void everyAlertHasASeverityAndARunbook(Pack pack) {
        String runbook = PackIndex.runbook(pack);
        for (Rule rule : rules(pack)) {
            assertThat(rule.labels().get("severity")).isIn("critical", "warning", "info", "none");
            assertThat(runbook).contains("## " + rule.name() + "\n");
            assertThat(((Rule.Alerting) rule).annotations().get("runbook_url"))
                    .isEqualTo(
                            "{{ externalURL }}/runbooks/"
                                    + pack.name()
                                    + "#"
                                    + rule.name().toLowerCase(Locale.ROOT));
        }
    }
}
