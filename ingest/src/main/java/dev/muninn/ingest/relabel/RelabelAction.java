package dev.muninn.ingest.relabel;

import java.util.Locale;

/** What a relabel rule does. */
public enum RelabelAction {
    REPLACE,
    KEEP,
    DROP,
    KEEPEQUAL,
    DROPEQUAL,
    HASHMOD,
    LABELMAP,
    LABELDROP,
    LABELKEEP,
    LOWERCASE,
    UPPERCASE;

    /** The word in configuration files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
