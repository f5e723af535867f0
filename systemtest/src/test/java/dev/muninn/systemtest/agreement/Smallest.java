package dev.muninn.systemtest.agreement;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes what differs small enough to be read. */
final class Smallest {

    private Smallest() {}

    /**
     * A part of the whole that differs, too, and none of whose parts does.
     *
     * @param parts tries, each smaller than what it is a part of
     */
    static <T> T of(T whole, Function<T, List<T>> parts, Predicate<T> differs) {
        T smallest = whole;
        Optional<T> next = Optional.of(whole);
        while (next.isPresent()) {
            smallest = next.get();
            next = parts.apply(smallest).stream().filter(differs).findFirst();
        }
        return smallest;
    }
}
