package dev.muninn.catalog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** One statement for many rows: it is made and prepared once. */
public final class BoundRows {

    private BoundRows() {}

    /**
     * Runs a statement once for each row.
     *
     * @param statement with any values in the places of a row's
     */
    public static void write(DSLContext sql, Query statement, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            sql.batch(statement).bind(rows.toArray(Object[][]::new)).execute();
        }
    }

    /** Adds rows; each holds a value for each of the fields, in their order. */
    public static void insert(
            DSLContext sql, Table<?> table, List<Field<?>> fields, List<Object[]> rows) {
        write(sql, sql.insertInto(table).columns(fields).values(new Object[fields.size()]), rows);
    }

    /** As {@link #insert}; a row whose keys are there already is replaced. */
    public static void upsert(
            DSLContext sql,
            Table<?> table,
            List<Field<?>> fields,
            List<Object[]> rows,
            Field<?>... keys) {
        Map<Field<?>, Field<?>> others = new HashMap<>();
        for (Field<?> field : fields) {
            if (!Arrays.asList(keys).contains(field)) {
                others.put(field, DSL.excluded(field));
            }
        }
        write(
                sql,
                sql.insertInto(table)
                        .columns(fields)
                        .values(new Object[fields.size()])
                        .onConflict(keys)
                        .doUpdate()
                        .set(others),
                rows);
    }
}
