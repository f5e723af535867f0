package dev.muninn.catalog;

import java.util.Locale;

/** Who saves, why, and from where. */
public record Edit(String author, String message, Source source) {

    /** Who it is as long as nobody has to sign in. */
    public static final String ANONYMOUS = "anonymous";

    /** Whom the dashboards of files and of Muninn itself are from. */
    public static final String MUNINN = "muninn";

    /** The way a version came in. */
    public enum Source {
        UI,
        API,
        FILE,
        IMPORT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
