package dev.muninn.catalog;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A dashboard in a list. */
public record Summary(
        String uid,
        String title,
        String description,
        String folder,
        Set<String> tags,
        boolean isStarred,
        boolean isReadOnly,
        long version,
        Instant updatedAt,
        String updatedBy,
        long panels,
        long visits,
        Optional<Instant> visitedAt) {

    /** The title as a part of a URL. */
    public String name() {
        return Uids.slug(title);
    }
}
