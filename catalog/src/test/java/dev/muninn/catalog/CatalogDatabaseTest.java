package dev.muninn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.table;

import dev.muninn.model.MuninnException;
import dev.muninn.model.MuninnException.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class CatalogDatabaseTest {

    private final TestDatabase kind;

    @TempDir private Path folder;

    CatalogDatabaseTest(TestDatabase kind) {
        this.kind = kind;
    }

    private static int addFolder(DSLContext sql, String uid) {
        return sql.insertInto(table("folder"), field("uid"), field("title"))
                .values(uid, "Title of " + uid)
                .execute();
    }

    private static int folders(CatalogDatabase database) {
        return database.read(sql -> sql.fetchCount(table("folder")));
    }

    @Test
    void keepsWhatWasWrittenOverACloseAndMigratesOnce() {
        CatalogOptions options = kind.options();
        try (CatalogDatabase database = CatalogDatabase.open(options, folder)) {
            database.migrate("catalog");
            int added = database.write(sql -> addFolder(sql, "a"));
            assertThat(added).isEqualTo(1);
        }
        try (CatalogDatabase database = CatalogDatabase.open(options, folder)) {
            database.migrate("catalog");
            assertThat(folders(database)).isEqualTo(1);
        }
    }

    @Test
    void undoesAllOfAWriteThatFails() {
        try (CatalogDatabase database = kind.open(folder)) {
            database.migrate("catalog");
            assertThatExceptionOfType(MuninnException.class)
                    .isThrownBy(
                            () ->
                                    database.write(
                                            sql -> {
                                                addFolder(sql, "a");
                                                throw MuninnException.badInput("no");
                                            }))
                    .withMessage("no");
            assertThat(folders(database)).isZero();
        }
    }

    @Test
    void saysThatSomebodyElseWasFaster() {
        try (CatalogDatabase database = kind.open(folder)) {
            database.migrate("catalog");
            database.write(sql -> addFolder(sql, "a"));
            assertThatExceptionOfType(MuninnException.class)
                    .isThrownBy(() -> database.write(sql -> addFolder(sql, "a")))
                    .withMessageContaining("try again")
                    .matches(e -> e.kind() == Kind.BUSY);
        }
    }

    @Test
    void keepsTheTablesOfSeveralModules() {
        try (CatalogDatabase database = kind.open(folder)) {
            database.migrate("catalog");
            database.migrate("testing");
            database.write(
                    sql -> sql.insertInto(table("raven"), field("name")).values("hugin").execute());
            database.write(
                    sql -> sql.insertInto(table("raven"), field("name")).values("munin").execute());
            List<Long> ids =
                    database.read(
                            sql ->
                                    sql.select(field("id", Long.class))
                                            .from(table("raven"))
                                            .orderBy(inline(1))
                                            .fetch(0, Long.class));
            assertThat(ids).containsExactly(1L, 2L);
        }
    }

    @Test
    void takesWritersFromManyThreadsAtOnce() {
        try (CatalogDatabase database = kind.open(folder)) {
            database.migrate("catalog");
            List<Integer> written =
                    IntStream.range(0, 30)
                            .parallel()
                            .mapToObj(i -> database.write(sql -> addFolder(sql, "folder " + i)))
                            .toList();
            assertThat(written).hasSize(30);
            assertThat(folders(database)).isEqualTo(30);
        }
    }

    private void addLaterVersion(CatalogDatabase database) {
        database.write(
                sql ->
                        sql.execute(
                                """
                                INSERT INTO catalog_migrations (installed_rank, version,
                                    description, type, script, installed_by, execution_time,
                                    success)
                                VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1,
                                    %s)
                                """
                                        .formatted(kind == TestDatabase.SQLITE ? "1" : "true")));
    }

    @Test
    void refusesTablesOfANewerVersionAtTheFirstCall() {
        CatalogOptions options = kind.options();
        try (CatalogDatabase database = CatalogDatabase.open(options, folder)) {
            database.migrate("catalog");
            addLaterVersion(database);
            database.migrate("catalog");
            assertThat(folders(database)).as("the second call looked no more").isZero();
        }
        try (CatalogDatabase database = CatalogDatabase.open(options, folder)) {
            assertThatExceptionOfType(MuninnException.class)
                    .isThrownBy(() -> database.migrate("catalog"))
                    .withMessageContaining("another version of Muninn")
                    .matches(e -> e.kind() == Kind.UNAVAILABLE);
        }
    }
}
