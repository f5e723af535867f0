package dev.muninn.catalog.grafana;

import java.util.Locale;

/**
 * Something that an import did not take over as it was.
 *
 * @param pointer its place in the imported file
 */
public record Loss(String pointer, Severity severity, String reason) {

    /** How much it matters. */
    public enum Severity {
        /** Nothing is missing. */
        INFO,
        /** Something looks or works otherwise. */
        WARN,
        /** Something is not shown. */
        LOST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
