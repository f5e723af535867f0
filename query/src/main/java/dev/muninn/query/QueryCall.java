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
 */
public record QueryCall(
        @Nullable Duration timeout,
        @Nullable Duration lookback,
        int limit,
        String user,
        BooleanSupplier isCancelled) {

    public static final QueryCall PLAIN = new QueryCall(null, null, 0, () -> false);

    /** A call of nobody in particular. */
    public QueryCall(
            @Nullable Duration timeout,
            @Nullable Duration lookback,
            int limit,
            BooleanSupplier isCancelled) {
        this(timeout, lookback, limit, "", isCancelled);
    }
}
