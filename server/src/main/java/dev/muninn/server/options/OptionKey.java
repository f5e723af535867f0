package dev.muninn.server.options;

import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param name kebab-case, starting with its group: {@code store.retention.raw}
 * @param type what it takes
 * @param fallback the value where nobody sets it
 * @param purpose what it does, one sentence for the documentation
 */
record OptionKey<T>(String name, OptionType<T> type, T fallback, String purpose) {

    /** The part before the first dot. */
    String group() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The variable of the environment that sets it: {@code MUNINN_STORE_RETENTION_RAW}. */
    String variable() {
        return EnvironmentSettings.PREFIX
                + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    String fallbackText() {
        return type.print(fallback);
    }
}
