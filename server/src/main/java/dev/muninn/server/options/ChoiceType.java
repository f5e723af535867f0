package dev.muninn.server.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One of a few words: the constants of an enum in kebab-case. */
record ChoiceType<E extends Enum<E>>(List<E> choices) implements OptionType<E> {

    static <E extends Enum<E>> ChoiceType<E> of(Class<E> type) {
        return new ChoiceType<>(Arrays.asList(type.getEnumConstants()));
    }

    @Override
    public String form() {
        return "one of " + choices.stream().map(this::print).collect(Collectors.joining(", "));
    }

    @Override
    public E parse(String text) {
        for (E choice : choices) {
            if (print(choice).equals(text.toLowerCase(Locale.ROOT))) {
                return choice;
            }
        }
        throw new IllegalArgumentException("no such choice");
    }

    @Override
    public String print(E value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
