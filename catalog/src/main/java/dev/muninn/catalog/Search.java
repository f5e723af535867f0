package dev.muninn.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What to look for.
 *
 * @param words all of them have to occur
 * @param tags all of them have to be there
 * @param folder the uid of a folder, with those below it; {@link #TOP} for none
 */
public record Search(
        List<String> words,
        List<String> tags,
        Optional<String> folder,
        boolean starredOnly,
        Order order) {

    /** Dashboards that are in no folder. */
    public static final String TOP = "-";

    /** What comes first. */
    public enum Order {
        RELEVANCE,
        TITLE,
        RECENT,
        VISITS,
        UPDATED
    }

    public static final Search ALL =
            new Search(List.of(), List.of(), Optional.empty(), false, Order.TITLE);
}
