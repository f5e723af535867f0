package dev.muninn.store.head;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each string once, with a number. */
final class SymbolTable {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> strings = new ArrayList<>();

    /** The number of a string, which is new if it was not there. */
    int intern(String string) {
        Integer number = numbers.putIfAbsent(string, strings.size());
        if (number != null) {
            return number;
        }
        strings.add(string);
        return strings.size() - 1;
    }

    /** The number of a string, or -1. */
    int find(String string) {
        return numbers.getOrDefault(string, -1);
    }

    String string(int number) {
        return strings.get(number);
    }

    int size() {
        return strings.size();
    }
}
