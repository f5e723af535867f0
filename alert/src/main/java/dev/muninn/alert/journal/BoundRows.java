package dev.muninn.alert.journal;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;

/** One statement for many rows. */
final class BoundRows {

    private BoundRows() {}

    /**
     * Runs a statement once for each row.
     *
     * @param statement with any values in the places of a row's
     */
    static void write(DSLContext sql, Query statement, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            sql.batch(statement).bind(rows.toArray(Object[][]::new)).execute();
        }
    }
}
