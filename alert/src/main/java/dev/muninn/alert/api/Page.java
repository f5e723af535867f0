package dev.muninn.alert.api;

import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How much of a list, newest first, a request asks for.
 *
 * @param limit of rows in the answer
 * @param before what the row is called after which the answer begins; empty for the newest
 */
public record Page(int limit, String before) {

    private static final int DEFAULT_LIMIT = 200;

    /** What a page of a browser can draw, and more than anybody reads. */
    private static final int MAX_LIMIT = 1_000;

    /** Read at once; a filter may leave out most of them. */
    private static final int PART = 500;

    /** A filter for what is rare must not walk through the history of years in one request. */
    private static final int MOST_LOOKED_AT = 10_000;

    /**
     * The parameters {@code limit} and {@code before}.
     *
     * @throws MuninnException of kind BAD_INPUT if the limit is none
     */
    public static Page of(Asked asked) {
        return new Page(limit(asked), asked.text("before", ""));
    }

    /**
     * The parameter {@code limit} alone.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none
     */
    public static int limit(Asked asked) {
        return asked.count("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    }

    /** Rows from the newest on. */
    @FunctionalInterface
    public interface Rows<R> {

        /**
         * The next older ones.
         *
         * @param row null for the newest of all
         */
        List<R> before(@Nullable R row, int most);
    }

    /**
     * A part of a list.
     *
     * @param next the row behind which the list goes on; null if there is no more
     */
    public record Found<R>(List<R> rows, @Nullable R next) {

        /** Other rows made of these. */
        public <S> Found<S> map(Function<R, S> made) {
            return new Found<>(
                    rows.stream().map(made).toList(), next == null ? null : made.apply(next));
        }
    }

    /**
     * Looks through rows for the wanted ones. Where these are rare it may end with fewer of them
     * than the limit, and still say where the list goes on.
     *
     * @param before the row that {@link #before} calls; null for the newest
     */
    public <R> Found<R> find(@Nullable R before, Rows<R> all, Predicate<R> wanted) {
        List<R> found = new ArrayList<>();
        int part = Math.min(limit + 1, PART);
        R last = before;
        for (int looked = 0; looked < MOST_LOOKED_AT; looked += part) {
            List<R> rows = all.before(last, part);
            for (R row : rows) {
                if (wanted.test(row)) {
                    if (found.size() == limit) {
                        return new Found<>(found, found.getLast());
                    }
                    found.add(row);
                }
            }
            if (rows.size() < part) {
                return new Found<>(found, null);
            }
            last = rows.getLast();
        }
        return new Found<>(found, last);
    }

    /**
     * What is made of all wanted rows, part by part.
     *
     * @param most rows looked at
     */
    public static <R, S> List<S> newest(
            int most, Rows<R> all, Predicate<R> wanted, Function<R, S> made) {
        List<S> found = new ArrayList<>();
        R last = null;
        for (int looked = 0; looked < most; looked += PART) {
            List<R> rows = all.before(last, PART);
            rows.stream().filter(wanted).map(made).forEach(found::add);
            if (rows.size() < PART) {
                break;
            }
            last = rows.getLast();
        }
        return found;
    }
}
