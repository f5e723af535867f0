package dev.muninn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.model.MuninnException;
import dev.muninn.model.MuninnException.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told when the database does not work. */
class DatabaseTroubleTest {

    @TempDir private Path folder;

    private static ThrowableAssertAlternative<MuninnException> trouble(
            CatalogOptions options, Path folder) {
        return assertThatExceptionOfType(MuninnException.class)
                .isThrownBy(
                        () -> {
                            try (CatalogDatabase database = CatalogDatabase.open(options, folder)) {
                                database.migrate("catalog");
                                database.write(
                                        sql ->
                                                sql.insertInto(
                                                                table("folder"),
                                                                field("uid"),
                                                                field("title"))
                                                        .values("a", "A")
                                                        .execute());
                            }
                        });
    }

    private static CatalogOptions postgres(String url) {
        return new CatalogOptions(
                url,
                "muninn",
                Optional.empty(),
                1,
                Optional.empty(),
                false,
                100,
                Duration.ofDays(365));
    }

    @Test
    void namesTheLockOfAnotherProcess() throws Exception {
        CatalogDatabase.open(CatalogOptions.DEFAULTS, folder).close();
        Path file = folder.resolve(CatalogDatabase.FILE);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            trouble(CatalogOptions.DEFAULTS, folder)
                    .withMessageContaining("catalog.db is locked by another process")
                    .matches(e -> e.kind() == Kind.UNAVAILABLE);
        }
    }

    @Test
    void saysThatTheFileIsNoDatabase() throws Exception {
        Files.writeString(folder.resolve(CatalogDatabase.FILE), "no database ".repeat(1_000));
        trouble(CatalogOptions.DEFAULTS, folder)
                .withMessageContaining("restore it from a backup")
                .matches(e -> e.kind() == Kind.CORRUPT);
    }

    @Test
    void saysThatTheFolderCannotBeMade() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        trouble(CatalogOptions.DEFAULTS, file.resolve("below"))
                .withMessageContaining("cannot be made")
                .matches(e -> e.kind() == Kind.UNAVAILABLE);
    }

    @Test
    void tellsAFullDiskAndGoesOnOnceThereIsRoom() {
        try (CatalogDatabase database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder)) {
            database.migrate("catalog");
            String title = "x".repeat(1 << 20);
            // SQLite's own limit fails with the code of a full disk.
            assertThatExceptionOfType(MuninnException.class)
                    .isThrownBy(
                            () ->
                                    database.write(
                                            sql -> {
                                                sql.execute("PRAGMA max_page_count = 60");
                                                return sql.insertInto(
                                                                table("folder"),
                                                                field("uid"),
                                                                field("title"))
                                                        .values("a", title)
                                                        .execute();
                                            }))
                    .withMessageContaining("has no room on its disk")
                    .matches(e -> e.kind() == Kind.UNAVAILABLE);
            database.write(sql -> sql.execute("PRAGMA max_page_count = 1000000"));
            int added =
                    database.write(
                            sql ->
                                    sql.insertInto(table("folder"), field("uid"), field("title"))
                                            .values("a", title)
                                            .execute());
            assertThat(added).isEqualTo(1);
        }
    }

    @Test
    void saysThatAServerDoesNotAnswer() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        trouble(postgres("postgresql://127.0.0.1:" + port + "/muninn"), folder)
                .withMessageContaining("postgresql://127.0.0.1:" + port + "/muninn does not answer")
                .matches(e -> e.kind() == Kind.UNAVAILABLE);
    }

    @Test
    void saysThatAServerDoesNotKnowTheUser() {
        String url = TestDatabase.POSTGRESQL.options().url();
        trouble(postgres(url), folder)
                .withMessageContaining("refuses the user: check catalog.user")
                .matches(e -> e.kind() == Kind.UNAVAILABLE);
    }

    @Test
    void wantsSecretsInFiles() {
        assertThatExceptionOfType(MuninnException.class)
                .isThrownBy(() -> postgres("postgresql://me:secret@127.0.0.1/muninn"))
                .withMessageContaining("catalog.password-file")
                .withMessageNotContaining("secret@");
    }
}
