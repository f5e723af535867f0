package dev.muninn.query;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one caller asks of one query beside its text and times.
 *
 * @param timeout shorter than the configured one, or null
 * @param lookback other than the configured one, or null
 * @param limit most series of the answer, 0 for all
 * @param user who asks; where queries wait, each user's turn comes as often as another's
 * @param isCancelled asked now and then while the query runs; true gives it up
 * @param resolution what the answer may be made of
 * @param isExplained whether the answer comes with {@link QueryDetails}; it is computed anew then,
 *     by one thread
 */
public record QueryCall(
        @Nullable Duration timeout,
        @Nullable Duration lookback,
        int limit,
        String user,
        BooleanSupplier isCancelled,
        Resolution resolution,
        boolean isExplained) {

    public static final QueryCall PLAIN = new QueryCall(null, null, 0, () -> false);

    /** A call that leaves it to the engine what the answer is made of. */
    public QueryCall(
            @Nullable Duration timeout,
            @Nullable Duration lookback,
            int limit,
            String user,
            BooleanSupplier isCancelled) {
        this(timeout, lookback, limit, user, isCancelled, Resolution.AUTO, false);
    }

    /** A call of nobody in particular. */
    public QueryCall(
            @Nullable Duration timeout,
            @Nullable Duration lookback,
            int limit,
            BooleanSupplier isCancelled) {
        this(timeout, lookback, limit, "", isCancelled);
    }

    public QueryCall at(Resolution other) {
        return new QueryCall(timeout, lookback, limit, user, isCancelled, other, isExplained);
    }

    public QueryCall explained() {
        return new QueryCall(timeout, lookback, limit, user, isCancelled, resolution, true);
    }

    QueryCall unlimited() {
        return new QueryCall(timeout, lookback, 0, user, isCancelled, resolution, isExplained);
    }
}
