package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacksTest {

    @TempDir private Path folder;

    private final ManualClock clock = new ManualClock(1_000);
    private final QueryEngine engine =
            QueryEngine.open(new MemoryStore(), QueryOptions.DEFAULTS, clock);
    private CatalogDatabase database;

    @BeforeEach
    void openDatabase() {
        database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
    }

    @AfterEach
    void close() {
        database.close();
        engine.close();
    }

    private Packs open(String... first) {
        RuleOptions options = RuleOptions.DEFAULTS.withFirstPacks(List.of(first));
        return Packs.open(options, engine, database, clock);
    }

    private static Stream<String> evaluated(Packs packs) {
        return packs.groups().stream()
                .flatMap(
                        group ->
                                group.rules().stream()
                                        .map(rule -> group.name() + "/" + rule.name()));
    }

    @Test
    void essentialsAreOnInANewInstallation() {
        assertThat(RuleOptions.DEFAULTS.firstPacks()).containsExactly("essentials");
        assertThat(evaluated(open("essentials")))
                .containsExactly(
                        "essentials/TargetDown",
                        "essentials/HostDiskFull",
                        "essentials/HostMemoryLow",
                        "essentials/MuninnNotWritable");
    }

    @Test
    void whatSomebodySwitchedOffStaysOff() {
        open("essentials").switchOff("essentials");
        assertThat(evaluated(open("essentials"))).isEmpty();
    }

    @Test
    void anInstallationThatEvaluatedRulesBeforeKeepsWhatItHad() throws Exception {
        database.migrate("alert");
        runFirstPacks();
        assertThat(evaluated(open("essentials"))).isNotEmpty();
        open("essentials").switchOff("essentials");
        database.write(
                sql -> sql.execute("INSERT INTO alert_rules_seen (id, seen_at) VALUES (1, 5)"));
        runFirstPacks();
        assertThat(evaluated(open("essentials"))).isEmpty();
    }

    /** Brings the table up to date as if it had not been there. */
    private void runFirstPacks() throws IOException {
        try (InputStream file = Packs.class.getResourceAsStream("migration/V27__first_packs.sql")) {
            assertThat(file).isNotNull();
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            database.write(
                    sql -> {
                        sql.dropTable(DSL.table("alert_pack_start")).execute();
                        return Stream.of(text.split(";"))
                                .filter(statement -> !statement.isBlank())
                                .mapToInt(sql::execute)
                                .sum();
                    });
        }
    }

    @Test
    void whatAPackHasThatIsOnIsEvaluatedThereOnly() {
        Packs packs = open("essentials");
        packs.switchOn("infrastructure");
        assertThat(evaluated(packs))
                .contains("essentials/MuninnNotWritable", "infrastructure/TargetDown")
                .doesNotContain("essentials/TargetDown");
        packs.switchOn("muninn");
        assertThat(evaluated(packs)).noneMatch(rule -> rule.startsWith("essentials/"));
        packs.switchOff("infrastructure");
        assertThat(evaluated(packs)).contains("essentials/TargetDown");
    }

    @Test
    void refusesAPackThatThereIsNot() {
        assertThatThrownBy(() -> open("essential"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("there is no pack essential; there are essentials, ");
    }
}
