package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.GroupStatus;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleGroup.Origin;
import dev.muninn.alert.rule.RuleStatus;
import dev.muninn.alert.rule.RuleStatus.Health;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleOverviewTest {

    private final ManualClock clock = new ManualClock(1_772_360_430_000L);
    private final QueryEngine engine =
            QueryEngine.open(new MemoryStore(), QueryOptions.DEFAULTS, clock);
    private final List<GroupStatus> evaluated = new ArrayList<>();

    @TempDir private Path folder;

    private CatalogDatabase database;
    private SavedRules saved;

    @BeforeEach
    void open() {
        database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
        saved = SavedRules.open(RuleOptions.DEFAULTS, engine, database, clock);
    }

    @AfterEach
    void close() {
        database.close();
        engine.close();
    }

    private JsonNode list(String... asked) {
        RuleOverview overview = new RuleOverview(() -> evaluated, saved);
        return new ObjectMapper()
                .valueToTree(
                        overview.list(
                                name -> {
                                    for (int i = 0; i < asked.length; i += 2) {
                                        if (asked[i].equals(name)) {
                                            return List.of(asked[i + 1]);
                                        }
                                    }
                                    return List.of();
                                }));
    }

    private static RuleStatus rule(String name, Health health, Alert.State... states) {
        List<Alert> alerts = new ArrayList<>();
        for (Alert.State state : states) {
            alerts.add(new Alert(Labels.of("alertname", name), Map.of(), state, 1, 0, 0, 0, 1.0));
        }
        Rule rule =
                new Rule.Alerting(
                        name, "up == 0", Duration.ZERO, Duration.ZERO, Map.of(), Map.of());
        return new RuleStatus(rule, health, "", 1, 1, alerts);
    }

    private void evaluate(Origin origin, String file, String name, RuleStatus... rules) {
        RuleGroup group =
                new RuleGroup(
                                file,
                                name,
                                Duration.ofSeconds(15),
                                0,
                                Duration.ZERO,
                                List.of(rules).stream().map(RuleStatus::rule).toList())
                        .from(origin);
        evaluated.add(new GroupStatus(group, 1, 2_000_000, 0, List.of(rules)));
    }

    private void save(String folderName, String name, String rules) {
        String body = "{\"version\":0,\"author\":\"Ada\",\"group\":{\"rules\":[" + rules + "]}}";
        assertThat(saved.save(folderName, name, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SavedRules.Outcome.Saved.class);
    }

    private void threeGroups() {
        evaluate(
                Origin.FILE,
                "shop.yml",
                "shop",
                rule("CartFull", Health.OK, Alert.State.PENDING, Alert.State.FIRING),
                rule("CartSlow", Health.OK, Alert.State.PENDING),
                rule("Payments", Health.ERROR));
        evaluate(Origin.PACK, "pack", "disks", rule("DiskFull", Health.OK));
        save(
                "team",
                "night",
                """
                {"alert":"Backup","expr":"up == 0"},
                {"alert":"Cart too","expr":"up == 0","paused":true}
                """);
        evaluate(Origin.SAVED, "saved/team", "night", rule("Backup", Health.UNKNOWN));
    }

    @Test
    void groupsAreCountedByWhatTheirRulesDoAndSavedOnesAreFirst() {
        threeGroups();
        JsonNode all = list();
        assertThat(all.path("groups").findValuesAsText("name"))
                .containsExactly("night", "shop", "disks");
        assertThat(all.path("rules")).hasToString(counts(6, 1, 1, 1, 1));
        JsonNode night = all.path("groups").path(0);
        assertThat(night.path("rules")).hasToString(counts(2, 0, 0, 0, 1));
        assertThat(night.path("folder").asText()).isEqualTo("team");
        assertThat(night.path("version").asLong()).isEqualTo(1);
        assertThat(night.path("interval").asDouble()).isEqualTo(15);
        assertThat(night.has("group")).as("its rules").isFalse();
        JsonNode shop = all.path("groups").path(1);
        assertThat(shop.path("rules")).hasToString(counts(3, 1, 1, 1, 0));
        assertThat(shop.path("origin").asText()).isEqualTo("file");
        assertThat(shop.has("folder")).isFalse();
    }

    private static String counts(int all, int firing, int pending, int unhealthy, int paused) {
        return "{\"all\":%d,\"firing\":%d,\"pending\":%d,\"unhealthy\":%d,\"paused\":%d}"
                .formatted(all, firing, pending, unhealthy, paused);
    }

    @Test
    void rulesAreFoundByTheirNameTheirGroupsAndTheirState() {
        threeGroups();
        JsonNode carts = list("search", "CART");
        assertThat(carts.path("groups").findValuesAsText("name")).containsExactly("night", "shop");
        assertThat(carts.path("rules")).hasToString(counts(3, 1, 1, 0, 1));
        assertThat(list("search", "disks").path("groups").path(0).path("found").asLong())
                .as("of a group that is found by its name")
                .isEqualTo(1);
        JsonNode firing = list("search", "cart", "state", "firing");
        assertThat(firing.path("groups").findValuesAsText("name")).containsExactly("shop");
        assertThat(firing.path("groups").path(0).path("found").asLong()).isEqualTo(1);
        assertThat(firing.path("rules"))
                .as("the counts of the other states")
                .isEqualTo(carts.path("rules"));
        assertThat(list("state", "unhealthy").path("groups").findValuesAsText("name"))
                .containsExactly("shop");
        assertThat(list("state", "paused").path("groups").findValuesAsText("name"))
                .containsExactly("night");
    }

    @Test
    void aLimitLeavesOutGroupsAndSaysHowManyThereAre() {
        threeGroups();
        JsonNode first = list("limit", "1");
        assertThat(first.path("groups").findValuesAsText("name")).containsExactly("night");
        assertThat(first.path("groupCount").asLong()).isEqualTo(3);
        assertThat(first.path("rules").path("all").asLong()).isEqualTo(6);
    }

    @Test
    void whatIsNotEvaluatedIsThereAllTheSame() {
        save("team", "paused", "{\"alert\":\"Backup\",\"expr\":\"up == 0\",\"paused\":true}");
        JsonNode group = list().path("groups").path(0);
        assertThat(group.path("rules")).hasToString(counts(1, 0, 0, 0, 1));
        assertThat(group.path("file").asText()).isEqualTo("saved/team");
        assertThat(group.path("origin").asText()).isEqualTo("saved");
        assertThat(group.has("interval")).isFalse();
    }

    @Test
    void whatCannotBeAskedForIsRefused() {
        assertThatThrownBy(() -> list("state", "broken"))
                .isInstanceOf(MuninnException.class)
                .hasMessage(
                        "state is \"broken\": it takes all, firing, pending, unhealthy or paused");
        assertThatThrownBy(() -> list("limit", "-3"))
                .hasMessageContaining("limit is \"-3\": give a whole number from 1 to 1000");
    }
}
