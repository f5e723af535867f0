package dev.muninn.server.options;

import java.util.Optional;

/**
 * A value of another type, or {@code auto} to leave it to the machine Muninn runs on.
 *
 * @param choice what "auto" comes to, in words
 */
record AutomaticType<T>(OptionType<T> type, String choice) implements OptionType<Optional<T>> {

    private static final String AUTO = "auto";

    @Override
    public String form() {
        return type.form() + ", or auto for " + choice;
    }

    @Override
    public Optional<T> parse(String text) {
        return text.equals(AUTO) ? Optional.empty() : Optional.of(type.parse(text));
    }

    @Override
    public String print(Optional<T> value) {
        return value.map(type::print).orElse(AUTO);
    }
}
