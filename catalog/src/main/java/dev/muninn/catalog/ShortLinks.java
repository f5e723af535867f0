package dev.muninn.catalog;

import static dev.muninn.catalog.Tables.SHORT_LINK;
import static dev.muninn.catalog.Tables.TARGET;
import static dev.muninn.catalog.Tables.UID;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.util.Optional;
import org.jooq.impl.DSL;

/** Short names for pages of this server with their time and variables. Safe for any thread. */
public final class ShortLinks {

    /** What a browser takes in its address line. */
    private static final int MAX_TARGET = 8_000;

    private final CatalogDatabase database;
    private final Clock clock;
    private final Uids uids;

    ShortLinks(CatalogDatabase database, Clock clock, Uids uids) {
        this.database = database;
        this.clock = clock;
        this.uids = uids;
    }

    /** The uid of a link to this page; the same page has the same link. */
    public String shorten(String target) {
        // "//host" and "/\host" are other servers to a browser.
        if (!target.matches("/(?![/\\\\])[\\x21-\\x7e]*") || target.length() > MAX_TARGET) {
            throw MuninnException.badInput(
                    "a link's target is a path of this server such as /d/UID?from=now-6h, URL-encoded, of at most %d characters"
                            .formatted(MAX_TARGET));
        }
        return database.write(
                sql -> {
                    sql.insertInto(SHORT_LINK)
                            .set(UID, uids.next())
                            .set(TARGET, target)
                            .set(DSL.field("created_millis", Long.class), clock.millis())
                            .onConflict(TARGET)
                            .doNothing()
                            .execute();
                    return sql.select(UID)
                            .from(SHORT_LINK)
                            .where(TARGET.eq(target))
                            .fetchSingle(UID);
                });
    }

    /** Where a link leads. */
    public Optional<String> target(String uid) {
        return database.read(
                sql ->
                        sql.select(TARGET)
                                .from(SHORT_LINK)
                                .where(UID.eq(uid))
                                .fetchOptional(TARGET));
    }
}
