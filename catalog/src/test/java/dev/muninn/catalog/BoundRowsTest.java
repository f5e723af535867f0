package dev.muninn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.model.MuninnException;
import dev.muninn.model.MuninnException.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class BoundRowsTest {

    private static final Table<Record> FOLDER = table("folder");
    private static final Field<String> UID = field("uid", String.class);
    private static final Field<String> TITLE = field("title", String.class);

    private static final BoundRows ADD = BoundRows.insert(FOLDER, List.of(UID, TITLE));
    private static final BoundRows PUT = BoundRows.upsert(FOLDER, List.of(UID, TITLE), UID);

    private static final BoundRows REMOVE =
            BoundRows.of(DSL.deleteFrom(FOLDER).where(UID.eq("").and(TITLE.eq(""))));

    private final TestDatabase kind;

    @TempDir private Path folder;

    private CatalogDatabase database;

    BoundRowsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        database = kind.open(folder);
        database.migrate("catalog");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void write(BoundRows statement, Object[]... rows) {
        int _ =
                database.write(
                        sql -> {
                            statement.write(sql, List.of(rows));
                            return rows.length;
                        });
    }

    private Map<String, String> titles() {
        return database.read(sql -> sql.select(UID, TITLE).from(FOLDER).fetchMap(UID, TITLE));
    }

    private static Object[] row(String uid, String title) {
        return new Object[] {uid, title};
    }

    @Test
    void writesEachRow() {
        write(
                ADD,
                IntStream.range(0, 1_000)
                        .mapToObj(i -> row("f" + i, "Title of " + i))
                        .toArray(Object[][]::new));
        assertThat(titles()).hasSize(1_000).containsEntry("f999", "Title of 999");
    }

    @Test
    void replacesRowsWhoseKeysAreThere() {
        write(PUT, row("a", "old"), row("b", "other"));
        write(PUT, row("a", "new \u00e4 ' ?"), row("c", "third"));
        assertThat(titles())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("a", "new \u00e4 ' ?", "b", "other", "c", "third"));
    }

    @Test
    void runsAnyStatement() {
        write(ADD, row("a", "one"), row("b", "two"), row("c", "three"));
        write(REMOVE, row("a", "one"), row("b", "not two"), row("c", "three"));
        assertThat(titles()).containsOnlyKeys("b");
    }

    @Test
    void writesNothingWhereThereAreNoRows() {
        write(ADD);
        assertThat(titles()).isEmpty();
    }

    @Test
    void keepsNoneOfTheRowsIfOneIsRefused() {
        assertThatExceptionOfType(MuninnException.class)
                .isThrownBy(() -> write(ADD, row("a", "one"), row("b", "two"), row("a", "again")))
                .matches(e -> e.kind() == Kind.BUSY);
        assertThat(titles()).isEmpty();
    }
}
