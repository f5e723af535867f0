package dev.muninn.store.options;

import dev.muninn.model.MuninnException;
import java.time.Duration;

/** The least values that options may have. */
final class Least {

    private Least() {}

    static void check(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw tooSmall(name, value, least);
        }
    }

    static void check(String name, long value, long least) {
        if (value < least) {
            throw tooSmall(name, value, least);
        }
    }

    private static MuninnException tooSmall(String name, Object value, Object least) {
        return MuninnException.badInput(
                "store." + name + " is " + value + ", the least is " + least);
    }
}
