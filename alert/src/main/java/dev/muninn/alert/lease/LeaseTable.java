package dev.muninn.alert.lease;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.MuninnException;
import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;

/** The lease in the database, and the processes that look at it. */
final class LeaseTable {

    private static final Table<Record> LEASE = table("alert_lease");
    private static final Table<Record> NODE = table("alert_node");

    private static final Field<String> NAME = field("name", String.class);
    private static final Field<Long> TOKEN = field("token", Long.class);
    private static final Field<String> OWNER = field("owner", String.class);
    private static final Field<Long> SINCE_AT = field("since_at", Long.class);
    private static final Field<Long> RENEWALS = field("renewals", Long.class);
    private static final Field<Long> LOOKS = field("looks", Long.class);

    private static final String TELL = "tell";

    /**
     * Locks the key, which only a take-over changes: it waits until what is written is there. A
     * process that stands still in its transaction is thrown out of it, sooner than others wait.
     */
    private static final String POSTGRES_FENCE =
            "SELECT set_config('idle_in_transaction_session_timeout', '2000', true)"
                    + " FROM alert_lease WHERE name = ? AND token = ? FOR KEY SHARE";

    private static final String FENCE =
            "SELECT token FROM alert_lease WHERE name = ? AND token = ?";

    private final CatalogDatabase database;

    LeaseTable(CatalogDatabase database) {
        this.database = database;
    }

    /** Who has the lease; two looks that are equal mean that nobody renewed it between them. */
    record Row(long token, String owner, long sinceMillis, long renewals) {}

    Row read() {
        Row row =
                database.read(
                        sql ->
                                sql.select(TOKEN, OWNER, SINCE_AT, RENEWALS)
                                        .from(LEASE)
                                        .where(NAME.eq(TELL))
                                        .fetchOne(
                                                one ->
                                                        new Row(
                                                                one.value1(),
                                                                one.value2(),
                                                                one.value3(),
                                                                one.value4())));
        if (row == null) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT,
                    "table alert_lease is empty: restore the catalog from a backup");
        }
        return row;
    }

    /** Takes over from what was seen; false if anything changed since. */
    boolean take(Row seen, String node, long nowMillis) {
        return 1
                == database.write(
                        sql ->
                                sql.update(LEASE)
                                        .set(TOKEN, seen.token() + 1)
                                        .set(OWNER, node)
                                        .set(SINCE_AT, nowMillis)
                                        .set(RENEWALS, 0L)
                                        .where(NAME.eq(TELL))
                                        .and(TOKEN.eq(seen.token()))
                                        .and(RENEWALS.eq(seen.renewals()))
                                        .execute());
    }

    /** Renews; false if another process took over. */
    boolean renew(long token) {
        return 1
                == database.write(
                        sql ->
                                sql.update(LEASE)
                                        .set(RENEWALS, RENEWALS.plus(1))
                                        .where(NAME.eq(TELL))
                                        .and(TOKEN.eq(token))
                                        .execute());
    }

    /** Lets go: whoever looks next may take it. */
    void release(long token) {
        int _ =
                database.write(
                        sql ->
                                sql.update(LEASE)
                                        .set(OWNER, "")
                                        .where(NAME.eq(TELL))
                                        .and(TOKEN.eq(token))
                                        .execute());
    }

    /** Whether the token is still good, which it stays until the transaction ends. */
    static boolean isGood(DSLContext sql, long token) {
        boolean isPostgres = sql.dialect() == SQLDialect.POSTGRES;
        return sql.fetchOne(isPostgres ? POSTGRES_FENCE : FENCE, TELL, token) != null;
    }

    /** Tells others that this process lives, and returns the looks of all. */
    Map<String, Long> look(String node) {
        return database.write(
                sql -> {
                    sql.insertInto(NODE)
                            .set(NAME, node)
                            .set(LOOKS, 1L)
                            .onConflict(NAME)
                            .doUpdate()
                            .set(LOOKS, field("alert_node.looks", Long.class).plus(1))
                            .execute();
                    return sql.select(NAME, LOOKS).from(NODE).fetchMap(NAME, LOOKS);
                });
    }

    void forget(Collection<String> nodes) {
        if (!nodes.isEmpty()) {
            int _ = database.write(sql -> sql.deleteFrom(NODE).where(NAME.in(nodes)).execute());
        }
    }
}
