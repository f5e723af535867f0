package dev.muninn.catalog;

import static dev.muninn.catalog.Tables.BASE_VERSION;
import static dev.muninn.catalog.Tables.DOCUMENT;
import static dev.muninn.catalog.Tables.DRAFT;
import static dev.muninn.catalog.Tables.OF_DASHBOARD;
import static dev.muninn.catalog.Tables.SAVED_MILLIS;
import static dev.muninn.catalog.Tables.VISITOR;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.RecordMapper;

/** What visitors have edited and not saved, so that no edit is lost. Safe for any thread. */
public final class Drafts {

    /** Beyond that the oldest goes: somebody who leaves so many has forgotten them. */
    private static final int MAX_PER_VISITOR = 100;

    private static final RecordMapper<Record4<String, Long, Long, String>, Draft> READ =
            row ->
                    new Draft(
                            row.value1(),
                            row.value2(),
                            Instant.ofEpochMilli(row.value3()),
                            Json.parseObject(row.value4()));

    private final CatalogDatabase database;
    private final Clock clock;

    Drafts(CatalogDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A visitor's drafts, newest first. */
    public List<Draft> all(String visitor) {
        return database.read(
                sql ->
                        sql.select(OF_DASHBOARD, BASE_VERSION, SAVED_MILLIS, DOCUMENT)
                                .from(DRAFT)
                                .where(VISITOR.eq(visitor))
                                .orderBy(SAVED_MILLIS.desc(), OF_DASHBOARD)
                                .fetch(READ));
    }

    /**
     * A visitor's draft of a dashboard.
     *
     * @throws MuninnException of kind NOT_FOUND if there is none
     */
    public Draft get(String visitor, String uid) {
        return database.read(
                        sql ->
                                sql.select(OF_DASHBOARD, BASE_VERSION, SAVED_MILLIS, DOCUMENT)
                                        .from(DRAFT)
                                        .where(VISITOR.eq(visitor), OF_DASHBOARD.eq(uid))
                                        .fetchOptional(READ))
                .orElseThrow(
                        () ->
                                new MuninnException(
                                        MuninnException.Kind.NOT_FOUND,
                                        "there is no draft of \"%s\"".formatted(uid)));
    }

    /** Keeps a draft in the place of an earlier one. */
    public Draft put(String visitor, String uid, ObjectNode document) {
        if (!uid.matches("[A-Za-z0-9_-]{1,64}")) {
            throw MuninnException.badInput(
                    "a draft's uid has 1 to 64 letters, digits, \"_\" and \"-\"");
        }
        long base = new DashboardDocument(document).editedVersion();
        long now = clock.millis();
        String text = Json.write(document);
        int _ =
                database.write(
                        sql -> {
                            int kept =
                                    sql.insertInto(
                                                    DRAFT,
                                                    VISITOR,
                                                    OF_DASHBOARD,
                                                    BASE_VERSION,
                                                    SAVED_MILLIS,
                                                    DOCUMENT)
                                            .values(visitor, uid, base, now, text)
                                            .onConflict(VISITOR, OF_DASHBOARD)
                                            .doUpdate()
                                            .set(BASE_VERSION, base)
                                            .set(SAVED_MILLIS, now)
                                            .set(DOCUMENT, text)
                                            .execute();
                            dropOldest(sql, visitor);
                            return kept;
                        });
        return new Draft(uid, base, Instant.ofEpochMilli(now), document);
    }

    private static void dropOldest(DSLContext sql, String visitor) {
        List<String> all =
                sql.select(OF_DASHBOARD)
                        .from(DRAFT)
                        .where(VISITOR.eq(visitor))
                        .orderBy(SAVED_MILLIS.desc(), OF_DASHBOARD)
                        .fetch(OF_DASHBOARD);
        if (all.size() > MAX_PER_VISITOR) {
            all.subList(MAX_PER_VISITOR, all.size()).forEach(uid -> forget(sql, visitor, uid));
        }
    }

    public void delete(String visitor, String uid) {
        int _ = database.write(sql -> forget(sql, visitor, uid));
    }

    static int forget(DSLContext sql, String visitor, String uid) {
        return sql.deleteFrom(DRAFT).where(VISITOR.eq(visitor), OF_DASHBOARD.eq(uid)).execute();
    }
}
