package dev.muninn.catalog;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** A statement that is run once for each of many rows. Safe for any thread. */
public final class BoundRows {

    /*
     * jOOQ writes the text of the statement, once for each kind of database. The values of rows go
     * past it: to carry each of them through its types cost more than the database's own work.
     */

    private final Query statement;
    private final Map<SQLDialect, String> texts = new ConcurrentHashMap<>();

    private BoundRows(Query statement) {
        this.statement = statement;
    }

    /**
     * Any statement.
     *
     * @param statement with any values in the places of a row's
     */
    public static BoundRows of(Query statement) {
        return new BoundRows(statement);
    }

    /** Adds rows; each holds a value for each of the fields, in their order. */
    public static BoundRows insert(Table<?> table, List<Field<?>> fields) {
        return of(DSL.insertInto(table).columns(fields).values(new Object[fields.size()]));
    }

    /** As {@link #insert}; a row whose keys are there already is replaced. */
    public static BoundRows upsert(Table<?> table, List<Field<?>> fields, Field<?>... keys) {
        Map<Field<?>, Field<?>> others = new LinkedHashMap<>();
        for (Field<?> field : fields) {
            if (!Arrays.asList(keys).contains(field)) {
                others.put(field, DSL.excluded(field));
            }
        }
        return of(
                DSL.insertInto(table)
                        .columns(fields)
                        .values(new Object[fields.size()])
                        .onConflict(keys)
                        .doUpdate()
                        .set(others));
    }

    /**
     * Runs the statement for each row, in the transaction of {@code sql}.
     *
     * @param rows texts and numbers, as the database takes them
     */
    public void write(DSLContext sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String text = texts.computeIfAbsent(sql.dialect(), dialect -> sql.render(statement));
        sql.connection(
                connection -> {
                    try (PreparedStatement prepared = connection.prepareStatement(text)) {
                        for (Object[] row : rows) {
                            add(prepared, row);
                        }
                        prepared.executeBatch();
                    }
                });
    }

    private static void add(PreparedStatement prepared, Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            prepared.setObject(i + 1, row[i]);
        }
        prepared.addBatch();
    }
}
