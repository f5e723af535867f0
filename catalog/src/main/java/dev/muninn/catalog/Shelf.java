package dev.muninn.catalog;

import static dev.muninn.catalog.Tables.DRAFT;
import static dev.muninn.catalog.Tables.LAST_MILLIS;
import static dev.muninn.catalog.Tables.OF_DASHBOARD;
import static dev.muninn.catalog.Tables.STAR;
import static dev.muninn.catalog.Tables.VISIT;
import static dev.muninn.catalog.Tables.VISITOR;
import static dev.muninn.catalog.Tables.VISITS;

import dev.muninn.model.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What a visitor has starred and looked at. Safe for any thread. */
public final class Shelf {

    /**
     * How often a dashboard was looked at.
     *
     * @param visits by everybody
     * @param own when the visitor did so last, or null
     */
    record Use(long visits, @Nullable Instant own) {

        static final Use NONE = new Use(0, null);
    }

    private final CatalogDatabase database;
    private final Clock clock;

    Shelf(CatalogDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The uids of a visitor's starred dashboards. */
    public List<String> stars(String visitor) {
        return database.read(
                sql ->
                        sql.select(OF_DASHBOARD)
                                .from(STAR)
                                .where(VISITOR.eq(visitor))
                                .orderBy(OF_DASHBOARD)
                                .fetch(OF_DASHBOARD));
    }

    /** Stars a dashboard; twice is harmless. */
    public void star(String visitor, String uid) {
        int _ =
                database.write(
                        sql ->
                                sql.insertInto(STAR, VISITOR, OF_DASHBOARD)
                                        .values(visitor, uid)
                                        .onConflictDoNothing()
                                        .execute());
    }

    public void unstar(String visitor, String uid) {
        int _ =
                database.write(
                        sql ->
                                sql.deleteFrom(STAR)
                                        .where(VISITOR.eq(visitor), OF_DASHBOARD.eq(uid))
                                        .execute());
    }

    /** Counts that somebody looked at a dashboard. */
    public void visit(String visitor, String uid) {
        int _ =
                database.write(
                        sql ->
                                sql.insertInto(VISIT, VISITOR, OF_DASHBOARD, VISITS, LAST_MILLIS)
                                        .values(visitor, uid, 1L, clock.millis())
                                        .onConflict(VISITOR, OF_DASHBOARD)
                                        .doUpdate()
                                        .set(VISITS, DSL.field("visit.visits", Long.class).plus(1))
                                        .set(LAST_MILLIS, clock.millis())
                                        .execute());
    }

    static Set<String> starred(DSLContext sql, String visitor) {
        return sql.select(OF_DASHBOARD)
                .from(STAR)
                .where(VISITOR.eq(visitor))
                .fetchSet(OF_DASHBOARD);
    }

    /** The use of every dashboard that was ever looked at. */
    static Map<String, Use> uses(DSLContext sql, String visitor) {
        Map<String, Use> uses = new HashMap<>();
        sql.select(
                        OF_DASHBOARD,
                        DSL.sum(VISITS),
                        DSL.max(DSL.when(VISITOR.eq(visitor), LAST_MILLIS)))
                .from(VISIT)
                .groupBy(OF_DASHBOARD)
                .forEach(
                        row ->
                                uses.put(
                                        row.value1(),
                                        new Use(
                                                row.value2().longValue(),
                                                row.value3() == null
                                                        ? null
                                                        : Instant.ofEpochMilli(row.value3()))));
        return uses;
    }

    /** Takes a dashboard off all shelves. */
    static void forget(DSLContext sql, String uid) {
        sql.deleteFrom(STAR).where(OF_DASHBOARD.eq(uid)).execute();
        sql.deleteFrom(VISIT).where(OF_DASHBOARD.eq(uid)).execute();
        sql.deleteFrom(DRAFT).where(OF_DASHBOARD.eq(uid)).execute();
    }
}
