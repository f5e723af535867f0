package dev.muninn.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * Something that happened, to be shown over curves.
 *
 * @param startMillis when, in milliseconds since 1970
 * @param endMillis the same where it is no region
 * @param dashboard the uid of the one dashboard it belongs to, if it is not for all
 * @param element the panel of that dashboard
 */
public record Annotation(
        String uid,
        long startMillis,
        long endMillis,
        String title,
        String text,
        Set<String> tags,
        Optional<String> dashboard,
        Optional<String> element,
        String author) {}
