package dev.muninn.server.options;

import java.util.Locale;

/** Whole numbers of 32 bits; underscores between digits are allowed for reading's sake. */
record IntegerType(int least, int most) implements OptionType<Integer> {

    @Override
    public String form() {
        return String.format(Locale.ROOT, "a whole number from %d to %d", least, most);
    }

    @Override
    public Integer parse(String text) {
        int value = Integer.parseInt(text.replaceAll("(?<=\\d)_(?=\\d)", ""));
        if (value < least || value > most) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    @Override
    public String print(Integer value) {
        return Integer.toString(value);
    }
}
