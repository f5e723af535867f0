package dev.muninn.catalog;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The names of tables and columns, as the migrations make them. */
final class Tables {

    static final Table<Record> FOLDER = DSL.table("folder");
    static final Table<Record> DASHBOARD = DSL.table("dashboard");
    static final Table<Record> DASHBOARD_TAG = DSL.table("dashboard_tag");
    static final Table<Record> DASHBOARD_VERSION = DSL.table("dashboard_version");
    static final Table<Record> DRAFT = DSL.table("draft");
    static final Table<Record> STAR = DSL.table("star");
    static final Table<Record> VISIT = DSL.table("visit");
    static final Table<Record> ANNOTATION = DSL.table("annotation");
    static final Table<Record> ANNOTATION_TAG = DSL.table("annotation_tag");
    static final Table<Record> SHORT_LINK = DSL.table("short_link");

    static final Field<String> UID = text("uid");
    static final Field<String> PARENT = text("parent");
    static final Field<String> TITLE = text("title");
    static final Field<String> FOLDER_UID = text("folder");
    static final Field<String> DESCRIPTION = text("description");
    static final Field<Long> VERSION = number("version");
    static final Field<Long> PANELS = number("panels");
    static final Field<String> CREATED_BY = text("created_by");
    static final Field<Long> CREATED_MILLIS = number("created_millis");
    static final Field<String> UPDATED_BY = text("updated_by");
    static final Field<Long> UPDATED_MILLIS = number("updated_millis");
    static final Field<String> PROVISIONED_BY = text("provisioned_by");
    static final Field<String> SEARCH_TEXT = text("search_text");

    /** The uid of the dashboard that a row of another table belongs to. */
    static final Field<String> OF_DASHBOARD = text("dashboard");

    static final Field<String> TAG = text("tag");
    static final Field<Long> SAVED_MILLIS = number("saved_millis");
    static final Field<String> AUTHOR = text("author");
    static final Field<String> MESSAGE = text("message");
    static final Field<String> SOURCE = text("source");
    static final Field<String> DOCUMENT = text("document");
    static final Field<String> VISITOR = text("visitor");
    static final Field<Long> BASE_VERSION = number("base_version");
    static final Field<Long> VISITS = number("visits");
    static final Field<Long> LAST_MILLIS = number("last_millis");
    static final Field<Long> START_MILLIS = number("start_millis");
    static final Field<Long> END_MILLIS = number("end_millis");
    static final Field<String> TEXT = text("text");
    static final Field<String> ELEMENT = text("element");
    static final Field<String> OF_ANNOTATION = text("annotation");
    static final Field<String> TARGET = text("target");

    private Tables() {}

    private static Field<String> text(String name) {
        return DSL.field(name, String.class);
    }

    private static Field<Long> number(String name) {
        return DSL.field(name, Long.class);
    }
}
