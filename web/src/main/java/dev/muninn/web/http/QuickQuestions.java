package dev.muninn.web.http;

import dev.muninn.model.MuninnException;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers which questions were answered in next to no time, time after time. Safe for use by many
 * threads.
 */
final class QuickQuestions {

    /*
     * A dashboard asks the same questions about other times, so these do not count; how long a range is
     * does. Each place has the question that fell on it last, as a hash whose lowest bits give way to a
     * count of how often in a row it was quick.
     */

    private static final int PLACES = 1 << 12;
    private static final long COUNT = 3;

    /** Less than handing over and a client's patience with its neighbours are worth. */
    private static final long QUICK_NANOS = 1_000_000;

    private final AtomicLongArray places = new AtomicLongArray(PLACES);

    /** A hash of what is asked, which is the same for another time. */
    static long hash(String path, String segment, Parameters parameters) {
        long[] hash = {mixed(path.hashCode(), segment)};
        parameters.forEach(
                (name, values) -> {
                    if (!name.equals("start") && !name.equals("end") && !name.equals("time")) {
                        hash[0] = mixed(hash[0], name);
                        values.forEach(value -> hash[0] = mixed(hash[0], value));
                    }
                });
        return mixed(hash[0], Integer.toString(magnitude(parameters)));
    }

    private static long mixed(long hash, String with) {
        long product = (hash ^ with.hashCode()) * 0x9e3779b97f4a7c15L;
        return product ^ product >>> 32;
    }

    /** The bits that the length of the range takes; none if there is no range. */
    private static int magnitude(Parameters parameters) {
        try {
            long start = parameters.time("start", 0);
            return Long.SIZE - Long.numberOfLeadingZeros(parameters.time("end", 0) - start);
        } catch (MuninnException e) {
            // Whoever answers refuses these times in words.
            return -1;
        }
    }

    /** Whether it was quick the last times. */
    boolean isQuick(long question) {
        return places.get(place(question)) == (question | COUNT);
    }

    /** To be told after each answer, wherever it was given. */
    void answered(long question, long nanos) {
        int place = place(question);
        long known = places.get(place);
        long times = (known | COUNT) == (question | COUNT) ? known & COUNT : 0;
        places.set(
                place, question & ~COUNT | (nanos <= QUICK_NANOS ? Math.min(COUNT, times + 1) : 0));
    }

    private static int place(long question) {
        return (int) (question >>> 32) & PLACES - 1;
    }
}
