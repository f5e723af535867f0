package dev.muninn.server.options;

import java.util.List;
import java.util.Locale;

/** A set of defaults for one kind of place that Muninn runs in. */
public enum Profile {
    /** A developer's own machine; the built-in defaults as they are. */
    DEVELOPMENT,
    /** Automated tests: only what the test sends in. */
    TEST,
    /** Like production, with the memory of a development server. */
    STAGING,
    /** Where people depend on it: logs for machines, a quarter of history. */
    PRODUCTION;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What differs from the built-in defaults. */
    List<Setting> settings() {
        return switch (this) {
            case DEVELOPMENT -> List.of();
            case TEST ->
                    List.of(setting("collect.host", "false"), setting("collect.self", "false"));
            case STAGING -> List.of(setting("log.format", "json"));
            case PRODUCTION ->
                    List.of(setting("log.format", "json"), setting("store.retention.raw", "90d"));
        };
    }

    private Setting setting(String key, String text) {
        return new Setting(key, text, new Origin.OfProfile(this));
    }
}
