package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.alert.rulefile.RuleFile;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SystemClock;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule groups that people save, in the catalog and beside those of files. */
class SavedRulesTest {

    private static final String FIRES =
            """
            {"interval": "20ms", "rules": [
              {"alert": "Always", "expr": "vector(1) > 0", "labels": {"severity": "info"},
               "annotations": {"summary": "{{ $value }} is there"}}]}
            """;

    private final ManualClock clock = new ManualClock(1_772_360_430_000L);
    private final MemoryStore store = new MemoryStore();
    private final QueryEngine engine = QueryEngine.open(store, QueryOptions.DEFAULTS, clock);

    @TempDir private Path folder;

    private @Nullable CatalogDatabase opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
        engine.close();
    }

    private SavedRules open(CatalogOptions options) {
        opened = CatalogDatabase.open(options, folder);
        return rules(opened);
    }

    private SavedRules rules(CatalogDatabase database) {
        return SavedRules.open(RuleOptions.DEFAULTS, engine, database, clock);
    }

    private CatalogDatabase database() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }

    private static byte[] body(long version, String author, String group) {
        return """
               {"version": %d, "author": "%s", "message": "why", "group": %s}
               """
                .formatted(version, author, group)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void assertSaved(SavedRules.Outcome outcome) {
        assertThat(outcome).isInstanceOf(SavedRules.Outcome.Saved.class);
    }

    @Test
    void keepsAllVersionsAndOverwritesNobody() {
        checkVersions(open(CatalogOptions.DEFAULTS));
    }

    @Test
    void keepsThemInPostgresToo() {
        checkVersions(open(AlertingStand.postgres()));
    }

    private void checkVersions(SavedRules rules) {
        assertSaved(rules.save("Shop", "ovens", body(0, "Ada", FIRES)));
        assertSaved(rules.save("Shop", "ovens", body(1, "", FIRES.replace("info", "page"))));
        assertThat(rules.save("Shop", "ovens", body(1, "Cy", FIRES)))
                .isEqualTo(
                        new SavedRules.Outcome.Conflict(
                                "version 1 was edited, but somebody has saved version 2 since:"
                                        + " load it and edit that"));
        assertThat(rules.save("Shop", "ovens", body(0, "Cy", FIRES)))
                .isInstanceOf(SavedRules.Outcome.Conflict.class);
        assertThat(rules.list().toString())
                .contains("folder=Shop", "version=2", "author=somebody", "severity=page");
        assertThat(rules.versions("Shop", "ovens").toString())
                .contains("version=1", "author=Ada", "message=why", "severity=info");

        rules.remove("Shop", "ovens", "Bo");
        assertThat(rules.list()).hasToString("{groups=[]}");
        assertThat(rules.versions("Shop", "ovens").toString())
                .contains("version=3", "author=Bo", "group=null");
        assertThat(rules.save("Shop", "ovens", body(2, "Ada", FIRES)))
                .asString()
                .contains("somebody deleted the group since");
        assertSaved(rules.save("Shop", "ovens", body(0, "Ada", FIRES)));
        assertThat(rules.list().toString()).contains("version=4");
        assertThat(rules(database()).groups()).as("after a restart").hasSize(1);
    }

    @Test
    void readsTheRulesAsThoseOfAFileWithoutThosePaused() {
        SavedRules rules = open(CatalogOptions.DEFAULTS);
        String group =
                """
                {"interval": "30s", "limit": 7, "labels": {"team": "core"}, "rules": [
                  {"record": "a:b", "expr": "sum(up)"},
                  {"alert": "Down", "expr": "up == 0", "for": "5m", "keep_firing_for": "2m"},
                  {"alert": "Quiet", "expr": "up == 1", "paused": true}]}
                """;
        assertSaved(rules.save("a/b", "ünïted", body(0, "Ada", group)));
        assertThat(rules.groups())
                .singleElement()
                .satisfies(
                        read -> {
                            assertThat(read.file()).isEqualTo("saved/a/b");
                            assertThat(read.name()).isEqualTo("ünïted");
                            assertThat(read.origin()).isEqualTo(RuleGroup.Origin.SAVED);
                            assertThat(read.interval()).isEqualTo(Duration.ofSeconds(30));
                            assertThat(read.limit()).isEqualTo(7);
                            assertThat(read.rules())
                                    .extracting(Rule::name)
                                    .containsExactly("a:b", "Down");
                            assertThat(read.rules().getFirst().labels())
                                    .containsEntry("team", "core");
                        });
        String yaml = rules.yaml("a/b", "ünïted");
        assertThat(RuleFile.read("x.yml", yaml, RuleOptions.DEFAULTS, engine::format))
                .singleElement()
                .satisfies(
                        read -> {
                            assertThat(read.rules()).hasSize(2);
                            assertThat(read.interval()).isEqualTo(Duration.ofSeconds(30));
                        });
        assertThat(yaml).contains("keep_firing_for: 2m").doesNotContain("paused", "Quiet");
    }

    @Test
    void refusesAllIfOneRuleIsWrongAndSaysWhere() {
        SavedRules rules = open(CatalogOptions.DEFAULTS);
        String group =
                """
                {"interval": "soon", "rules": [
                  {"alert": "Well", "expr": "up"},
                  {"alert": "Wrong", "expr": "sum(", "for": "5 minutes", "colour": "red",
                   "annotations": {"summary": "{{ nothing }}"}, "paused": "yes"},
                  {"alert": "", "expr": ""}]}
                """;
        assertThat(rules.save("", " x", body(0, "Ada", group)))
                .isInstanceOfSatisfying(
                        SavedRules.Outcome.Refused.class,
                        refused -> {
                            assertThat(refused.message())
                                    .contains("the rule group has 10 mistakes");
                            assertThat(refused.problems().toString())
                                    .contains("path=/folder, message=folder must not be empty")
                                    .contains("path=/name, message=name has line breaks")
                                    .contains("path=/interval, message=interval: ")
                                    .contains(
                                            "path=/rules/1/expr, message=group \" x\", rule 2: could")
                                    .contains("path=/rules/1/for, message=for: ")
                                    .contains(
                                            "path=/rules/1/colour, message=group \" x\", rule 2 has")
                                    .contains("path=/rules/1/annotations, message=group \" x\"")
                                    .contains("path=/rules/1/paused, message=paused is true or")
                                    .contains("path=/rules/2/alert, message=")
                                    .contains("path=/rules/2/expr, message=");
                        });
        assertThat(rules.list()).hasToString("{groups=[]}");
        assertThatThrownBy(() -> rules.save("a", "b", body(0, "Ada", "[1]")))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("no JSON object");
    }

    @Test
    void checksWithoutKeepingAndGivesAdvice() {
        SavedRules rules = open(CatalogOptions.DEFAULTS);
        assertThat(
                        rules.check(
                                        ("{\"folder\": \"a\", \"name\": \"b\", \"group\": "
                                                        + "{\"rules\": [{\"alert\": \"Up\", \"expr\": \"up\"}]}}")
                                                .getBytes(StandardCharsets.UTF_8))
                                .toString())
                .contains("problems=[]", "rule Up: expr has neither a comparison");
        assertThat(rules.list()).hasToString("{groups=[]}");
    }

    @Test
    void whatThisVersionCannotReadKeepsTheOthersFromNothing() {
        SavedRules rules = open(CatalogOptions.DEFAULTS);
        assertSaved(rules.save("Shop", "good", body(0, "Ada", FIRES)));
        assertSaved(rules.save("Shop", "bad", body(0, "Ada", FIRES)));
        int changed =
                database()
                        .write(
                                sql ->
                                        sql.execute(
                                                "UPDATE alert_saved_group SET document = '{\"rules\": [{}]}'"
                                                        + " WHERE name = 'bad'"));
        assertThat(changed).isEqualTo(1);
        assertThat(rules.groups()).extracting(RuleGroup::name).containsExactly("good");
        assertThat(rules.list().toString()).contains("problem=saved/Shop:");
    }

    @Test
    void areEvaluatedWithoutARestartBesideThoseOfFiles() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("rules.yml"),
                        "groups: [{name: f, rules: [{record: one, expr: vector(1)}]}]");
        RuleOptions options =
                new RuleOptions(
                        List.of(file.toString()),
                        Duration.ofMillis(20),
                        Duration.ZERO,
                        Duration.ofHours(1),
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        1,
                        List.of(),
                        "");
        SavedRules rules = open(CatalogOptions.DEFAULTS);
        BlockingQueue<Alert> heard = new LinkedBlockingQueue<>();
        try (RuleBook book =
                RuleBook.open(
                        options,
                        engine,
                        store,
                        (alerts, url, valid) -> heard.addAll(alerts),
                        RuleMemory.NOTHING,
                        rules::groups,
                        SystemClock.INSTANCE)) {
            assertThat(book.groups()).hasSize(1);
            assertSaved(rules.save("Shop", "ovens", body(0, "Ada", FIRES)));
            Files.writeString(file, "groups: nonsense");
            // The files are not read for it, so that a mistake in one is in nobody's way.
            book.refresh();
            Alert fired = heard.poll(60, TimeUnit.SECONDS);
            assertThat(fired).isNotNull();
            assertThat(fired.annotations()).containsEntry("summary", "1 is there");
            assertThat(book.groups())
                    .extracting(group -> group.group().origin())
                    .containsExactlyInAnyOrder(RuleGroup.Origin.FILE, RuleGroup.Origin.SAVED);

            String paused = FIRES.replace("\"alert\"", "\"paused\": true, \"alert\"");
            assertSaved(rules.save("Shop", "ovens", body(1, "Ada", paused)));
            book.refresh();
            Alert ended = fired;
            while (ended != null && ended.state() != Alert.State.RESOLVED) {
                ended = heard.poll(60, TimeUnit.SECONDS);
            }
            assertThat(ended).as("an alert of a rule that is paused ends").isNotNull();
            assertThat(book.alerts()).isEmpty();
        }
    }
}
