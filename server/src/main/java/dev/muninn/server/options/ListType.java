package dev.muninn.server.options;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several values of one form, separated by commas; a sequence in the file. */
record ListType<T>(OptionType<T> item) implements OptionType<List<T>> {

    @Override
    public String form() {
        return "a list, each " + item.form();
    }

    @Override
    public List<T> parse(String text) {
        List<T> items = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                items.add(item.parse(part.strip()));
            }
        }
        return List.copyOf(items);
    }

    @Override
    public String print(List<T> value) {
        return value.stream().map(item::print).collect(Collectors.joining(","));
    }
}
