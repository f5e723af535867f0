package dev.muninn.stream;

import dev.muninn.model.MuninnException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How much one connection looks at, and what it may not. Confined to its loop. */
final class Admission {

    private static final int MAX_REF_LENGTH = 64;
    private static final long MAX_STEP_MILLIS = 86_400_000;

    /** Ten years, and a little. */
    private static final long MAX_RANGE_MILLIS = 3_660L * 86_400_000;

    private final StreamOptions options;
    private int views;
    private int queries;

    Admission(StreamOptions options) {
        this.options = options;
    }

    /** Counts a view of so many queries in. */
    void add(int queryCount) {
        views++;
        queries += queryCount;
    }

    void remove(int queryCount) {
        views--;
        queries -= queryCount;
    }

    /**
     * Whether a view may be opened beside those there are.
     *
     * @throws MuninnException that says why not
     */
    void check(List<LiveQuery> wanted, long stepMillis, long rangeMillis) {
        if (views >= options.maxViews()) {
            throw tooMany("views", options.maxViews(), "stream.max-views");
        }
        if (queries + wanted.size() > options.maxQueries()) {
            throw tooMany("queries", options.maxQueries(), "stream.max-queries");
        }
        Set<String> refs = new HashSet<>();
        for (LiveQuery query : wanted) {
            if (query.ref().length() > MAX_REF_LENGTH || !refs.add(query.ref())) {
                throw MuninnException.badInput(
                        "queries need different refs of at most 64 characters, not " + query.ref());
            }
        }
        if (wanted.isEmpty()) {
            throw MuninnException.badInput("a view needs at least one query");
        }
        checkStep(stepMillis);
        checkRange(rangeMillis);
    }

    void checkStep(long stepMillis) {
        if (stepMillis < options.minStep().toMillis() || stepMillis > MAX_STEP_MILLIS) {
            throw MuninnException.badInput(
                    "step is %d ms, allowed are %d to %d"
                            .formatted(stepMillis, options.minStep().toMillis(), MAX_STEP_MILLIS));
        }
    }

    static void checkRange(long rangeMillis) {
        if (rangeMillis < 1 || rangeMillis > MAX_RANGE_MILLIS) {
            throw MuninnException.badInput(
                    "range is %d ms, allowed are 1 to %d".formatted(rangeMillis, MAX_RANGE_MILLIS));
        }
    }

    private static MuninnException tooMany(String what, int limit, String key) {
        return MuninnException.limit(
                "a connection has at most %d %s: end some, or raise %s"
                        .formatted(limit, what, key));
    }
}
