package dev.muninn.server.options;

import java.util.Locale;

/** Whole numbers of 64 bits; underscores between digits are allowed for reading's sake. */
record LongType(long least, long most) implements OptionType<Long> {

    @Override
    public String form() {
        return String.format(Locale.ROOT, "a whole number from %d to %d", least, most);
    }

    @Override
    public Long parse(String text) {
        long value = Long.parseLong(text.replaceAll("(?<=\\d)_(?=\\d)", ""));
        if (value < least || value > most) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    @Override
    public String print(Long value) {
        return Long.toString(value);
    }
}
