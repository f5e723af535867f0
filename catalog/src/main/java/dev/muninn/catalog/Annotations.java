package dev.muninn.catalog;

import static dev.muninn.catalog.Tables.ANNOTATION;
import static dev.muninn.catalog.Tables.ANNOTATION_TAG;
import static dev.muninn.catalog.Tables.AUTHOR;
import static dev.muninn.catalog.Tables.ELEMENT;
import static dev.muninn.catalog.Tables.END_MILLIS;
import static dev.muninn.catalog.Tables.OF_ANNOTATION;
import static dev.muninn.catalog.Tables.OF_DASHBOARD;
import static dev.muninn.catalog.Tables.START_MILLIS;
import static dev.muninn.catalog.Tables.TAG;
import static dev.muninn.catalog.Tables.TEXT;
import static dev.muninn.catalog.Tables.TITLE;
import static dev.muninn.catalog.Tables.UID;

import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What happened when: deployments, incidents, remarks. Safe for any thread. */
public final class Annotations {

    /** A remark, not a book. */
    private static final int MAX_TEXT = 20_000;

    private static final int MAX_TAGS = 50;

    /**
     * What to look for.
     *
     * @param range those that touch it
     * @param tags they have; all of them, or any if {@code matchAny}
     * @param dashboard the uid of one, with what is for all dashboards; empty for everything
     */
    public record Query(
            TimeRange range,
            List<String> tags,
            boolean matchAny,
            Optional<String> dashboard,
            int limit) {}

    private final CatalogDatabase database;
    private final Uids uids;
    private final List<Consumer<Annotation>> listeners = new CopyOnWriteArrayList<>();

    Annotations(CatalogDatabase database, Uids uids) {
        this.database = database;
        this.uids = uids;
    }

    /** Tells a listener of each annotation that is made or changed from now on. */
    public void onChanged(Consumer<Annotation> listener) {
        listeners.add(listener);
    }

    /** Keeps it under a uid of our own; that of the argument is not looked at. */
    public Annotation add(Annotation sent) {
        check(sent);
        Annotation annotation =
                new Annotation(
                        uids.next(),
                        sent.startMillis(),
                        sent.endMillis(),
                        sent.title(),
                        sent.text(),
                        sent.tags(),
                        sent.dashboard(),
                        sent.element(),
                        sent.author());
        int _ = database.write(sql -> insert(sql, annotation));
        listeners.forEach(listener -> listener.accept(annotation));
        return annotation;
    }

    /** Puts this in the place of the one with the same uid. */
    public Annotation change(Annotation annotation) {
        check(annotation);
        int _ =
                database.write(
                        sql -> {
                            remove(sql, annotation.uid());
                            return insert(sql, annotation);
                        });
        listeners.forEach(listener -> listener.accept(annotation));
        return annotation;
    }

    public void delete(String uid) {
        int _ = database.write(sql -> remove(sql, uid));
    }

    private static int insert(DSLContext sql, Annotation annotation) {
        int inserted =
                sql.insertInto(ANNOTATION)
                        .set(UID, annotation.uid())
                        .set(START_MILLIS, annotation.startMillis())
                        .set(END_MILLIS, annotation.endMillis())
                        .set(TITLE, annotation.title())
                        .set(TEXT, annotation.text())
                        .set(OF_DASHBOARD, annotation.dashboard().orElse(null))
                        .set(ELEMENT, annotation.element().orElse(null))
                        .set(AUTHOR, annotation.author())
                        .execute();
        for (String tag : annotation.tags()) {
            sql.insertInto(ANNOTATION_TAG)
                    .set(OF_ANNOTATION, annotation.uid())
                    .set(TAG, tag)
                    .execute();
        }
        return inserted;
    }

    private static int remove(DSLContext sql, String uid) {
        int removed = sql.deleteFrom(ANNOTATION).where(UID.eq(uid)).execute();
        if (removed == 0) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "there is no annotation \"%s\"".formatted(uid));
        }
        return removed;
    }

    private static void check(Annotation annotation) {
        if (annotation.title().isBlank() && annotation.text().isBlank()) {
            throw MuninnException.badInput("an annotation needs a \"title\" or a \"text\"");
        }
        if (annotation.title().length() + annotation.text().length() > MAX_TEXT) {
            throw MuninnException.badInput(
                    "an annotation has at most %d characters".formatted(MAX_TEXT));
        }
        if (annotation.endMillis() < annotation.startMillis()) {
            throw MuninnException.badInput("\"timeEnd\" is before \"time\"");
        }
        if (annotation.tags().size() > MAX_TAGS) {
            throw MuninnException.badInput("an annotation has at most %d tags".formatted(MAX_TAGS));
        }
    }

    /** Those that match, newest first. */
    public List<Annotation> find(Query query) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(START_MILLIS.le(query.range().toMillis()));
        conditions.add(END_MILLIS.ge(query.range().fromMillis()));
        query.dashboard()
                .ifPresent(uid -> conditions.add(OF_DASHBOARD.isNull().or(OF_DASHBOARD.eq(uid))));
        List<Condition> tagged =
                query.tags().stream()
                        .map(
                                tag ->
                                        UID.in(
                                                DSL.select(OF_ANNOTATION)
                                                        .from(ANNOTATION_TAG)
                                                        .where(TAG.eq(tag))))
                        .map(Condition.class::cast)
                        .toList();
        if (!tagged.isEmpty()) {
            conditions.add(query.matchAny() ? DSL.or(tagged) : DSL.and(tagged));
        }
        return database.read(sql -> find(sql, DSL.and(conditions), query.limit()));
    }

    private static List<Annotation> find(DSLContext sql, Condition condition, int limit) {
        var rows =
                sql.select(
                                UID,
                                START_MILLIS,
                                END_MILLIS,
                                TITLE,
                                TEXT,
                                OF_DASHBOARD,
                                ELEMENT,
                                AUTHOR)
                        .from(ANNOTATION)
                        .where(condition)
                        .orderBy(START_MILLIS.desc(), UID)
                        .limit(limit)
                        .fetch();
        Map<String, List<String>> tags =
                sql.select(OF_ANNOTATION, TAG)
                        .from(ANNOTATION_TAG)
                        .where(OF_ANNOTATION.in(rows.getValues(UID)))
                        .fetchGroups(OF_ANNOTATION, TAG);
        return rows.map(
                row ->
                        new Annotation(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                new TreeSet<>(tags.getOrDefault(row.value1(), List.of())),
                                Optional.ofNullable(row.value6()),
                                Optional.ofNullable(row.value7()),
                                row.value8()));
    }

    /** The tags there are, for completion. */
    public Set<String> tags() {
        return database.read(
                sql -> new TreeSet<>(sql.selectDistinct(TAG).from(ANNOTATION_TAG).fetch(TAG)));
    }
}
