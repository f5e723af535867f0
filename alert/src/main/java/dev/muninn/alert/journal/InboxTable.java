package dev.muninn.alert.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.catalog.BoundRows;
import dev.muninn.catalog.CatalogDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** Alerts that a process took in which stands by, for the one that tells people. */
public final class InboxTable {

    private static final Table<Record> INBOX = table("alert_inbox");
    private static final Field<Long> ID = field("id", Long.class);

    private static final BoundRows ADD = BoundRows.insert(INBOX, AlertJournal.ACTIVE_FIELDS);

    private static final int AT_ONCE = 5_000;

    private final CatalogDatabase database;

    public InboxTable(CatalogDatabase database) {
        this.database = database;
    }

    /** Adds alerts; they survive a crash of all processes when this returns. */
    public void add(Collection<ActiveAlert> alerts) {
        List<Object[]> rows = alerts.stream().map(AlertJournal::row).toList();
        int _ =
                database.write(
                        sql -> {
                            ADD.write(sql, rows);
                            return rows.size();
                        });
    }

    /** Hands over what there is in the order in which it came; what was taken is gone then. */
    public void drain(Consumer<List<ActiveAlert>> taker) {
        while (drainSome(taker)) {
            // A storm is taken in parts, so that the first are told while the next are read.
        }
    }

    private boolean drainSome(Consumer<List<ActiveAlert>> taker) {
        List<Long> ids = new ArrayList<>();
        List<ActiveAlert> alerts =
                database.read(
                        sql ->
                                sql.selectFrom(INBOX)
                                        .orderBy(ID)
                                        .limit(AT_ONCE)
                                        .fetch(
                                                row -> {
                                                    ids.add(row.get("id", Long.class));
                                                    return AlertJournal.alert(row);
                                                }));
        if (alerts.isEmpty()) {
            return false;
        }
        taker.accept(alerts);
        int _ = database.write(sql -> sql.deleteFrom(INBOX).where(ID.in(ids)).execute());
        return alerts.size() == AT_ONCE;
    }
}
