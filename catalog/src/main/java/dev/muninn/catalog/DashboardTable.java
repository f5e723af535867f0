package dev.muninn.catalog;

import static dev.muninn.catalog.Tables.AUTHOR;
import static dev.muninn.catalog.Tables.CREATED_BY;
import static dev.muninn.catalog.Tables.CREATED_MILLIS;
import static dev.muninn.catalog.Tables.DASHBOARD;
import static dev.muninn.catalog.Tables.DASHBOARD_TAG;
import static dev.muninn.catalog.Tables.DASHBOARD_VERSION;
import static dev.muninn.catalog.Tables.DESCRIPTION;
import static dev.muninn.catalog.Tables.DOCUMENT;
import static dev.muninn.catalog.Tables.FOLDER_UID;
import static dev.muninn.catalog.Tables.MESSAGE;
import static dev.muninn.catalog.Tables.OF_DASHBOARD;
import static dev.muninn.catalog.Tables.PANELS;
import static dev.muninn.catalog.Tables.PROVISIONED_BY;
import static dev.muninn.catalog.Tables.SAVED_MILLIS;
import static dev.muninn.catalog.Tables.SEARCH_TEXT;
import static dev.muninn.catalog.Tables.SOURCE;
import static dev.muninn.catalog.Tables.TAG;
import static dev.muninn.catalog.Tables.TITLE;
import static dev.muninn.catalog.Tables.UID;
import static dev.muninn.catalog.Tables.UPDATED_BY;
import static dev.muninn.catalog.Tables.UPDATED_MILLIS;
import static dev.muninn.catalog.Tables.VERSION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The rows of dashboards and of their versions. Each call works inside of a transaction. */
final class DashboardTable {

    /** What the table says of a dashboard beside its document. */
    record Row(
            String uid,
            String title,
            long version,
            String createdBy,
            long createdMillis,
            String updatedBy,
            long updatedMillis,
            @Nullable String provisionedBy) {}

    private final DSLContext sql;

    DashboardTable(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Row> find(String uid) {
        return sql.select(
                        UID,
                        TITLE,
                        VERSION,
                        CREATED_BY,
                        CREATED_MILLIS,
                        UPDATED_BY,
                        UPDATED_MILLIS,
                        PROVISIONED_BY)
                .from(DASHBOARD)
                .where(UID.eq(uid))
                .fetchOptional(
                        row ->
                                new Row(
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        row.value5(),
                                        row.value6(),
                                        row.value7(),
                                        row.value8()));
    }

    Optional<DashboardDocument> document(String uid, long version) {
        return sql.select(DOCUMENT)
                .from(DASHBOARD_VERSION)
                .where(OF_DASHBOARD.eq(uid), VERSION.eq(version))
                .fetchOptional(DOCUMENT)
                .map(DashboardDocument::parse);
    }

    List<Version> versions(String uid) {
        return sql.select(VERSION, SAVED_MILLIS, AUTHOR, MESSAGE, SOURCE)
                .from(DASHBOARD_VERSION)
                .where(OF_DASHBOARD.eq(uid))
                .orderBy(VERSION.desc())
                .fetch(
                        row ->
                                new Version(
                                        row.value1(),
                                        Instant.ofEpochMilli(row.value2()),
                                        row.value3(),
                                        row.value4(),
                                        row.value5()));
    }

    void insert(DashboardDocument document, Edit edit, long nowMillis, @Nullable String file) {
        String uid = document.uid();
        sql.insertInto(DASHBOARD)
                .set(UID, uid)
                .set(columns(document, edit, nowMillis, file))
                .set(VERSION, 1L)
                .set(CREATED_BY, edit.author())
                .set(CREATED_MILLIS, nowMillis)
                .execute();
        addVersion(document, 1, edit, nowMillis);
    }

    /** Makes the document the next version; whether this version was still the newest. */
    boolean update(
            DashboardDocument document,
            long version,
            Edit edit,
            long nowMillis,
            @Nullable String file) {
        int updated =
                sql.update(DASHBOARD)
                        .set(columns(document, edit, nowMillis, file))
                        .set(VERSION, version + 1)
                        .where(UID.eq(document.uid()), VERSION.eq(version))
                        .execute();
        if (updated == 1) {
            addVersion(document, version + 1, edit, nowMillis);
        }
        return updated == 1;
    }

    private static Map<Field<?>, @Nullable Object> columns(
            DashboardDocument document, Edit edit, long nowMillis, @Nullable String file) {
        Map<Field<?>, @Nullable Object> columns = new java.util.LinkedHashMap<>();
        columns.put(TITLE, document.title());
        columns.put(DESCRIPTION, document.description());
        columns.put(FOLDER_UID, document.folder().isEmpty() ? null : document.folder());
        columns.put(PANELS, (long) document.panels());
        columns.put(UPDATED_BY, edit.author());
        columns.put(UPDATED_MILLIS, nowMillis);
        columns.put(PROVISIONED_BY, file);
        columns.put(SEARCH_TEXT, document.searchText());
        return columns;
    }

    private void addVersion(DashboardDocument document, long version, Edit edit, long nowMillis) {
        String uid = document.uid();
        sql.insertInto(DASHBOARD_VERSION)
                .set(OF_DASHBOARD, uid)
                .set(VERSION, version)
                .set(SAVED_MILLIS, nowMillis)
                .set(AUTHOR, edit.author())
                .set(MESSAGE, edit.message())
                .set(SOURCE, edit.source().word())
                .set(DOCUMENT, document.text())
                .execute();
        sql.deleteFrom(DASHBOARD_TAG).where(OF_DASHBOARD.eq(uid)).execute();
        for (String tag : document.tags()) {
            sql.insertInto(DASHBOARD_TAG).set(OF_DASHBOARD, uid).set(TAG, tag).execute();
        }
    }

    /** Lets go of versions that are neither among the newest nor young. */
    void prune(String uid, long newest, int keep, Duration keepFor, long nowMillis) {
        sql.deleteFrom(DASHBOARD_VERSION)
                .where(
                        OF_DASHBOARD.eq(uid),
                        VERSION.le(newest - keep),
                        SAVED_MILLIS.lt(nowMillis - keepFor.toMillis()))
                .execute();
    }

    int delete(String uid) {
        return sql.deleteFrom(DASHBOARD).where(UID.eq(uid)).execute();
    }

    /** The dashboards that files keep: file by uid. */
    Map<String, String> provisioned() {
        return sql.select(UID, PROVISIONED_BY)
                .from(DASHBOARD)
                .where(PROVISIONED_BY.isNotNull())
                .fetchMap(UID, PROVISIONED_BY);
    }

    /** Lets people edit a dashboard whose file is gone. */
    int release(String uid) {
        return sql.update(DASHBOARD).setNull(PROVISIONED_BY).where(UID.eq(uid)).execute();
    }
}
