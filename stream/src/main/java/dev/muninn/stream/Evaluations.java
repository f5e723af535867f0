package dev.muninn.stream;

import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryCall;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Evaluates the queries of views, and words what goes wrong; safe for use by many threads. */
final class Evaluations {

    private static final System.Logger logger = System.getLogger(Evaluations.class.getName());

    private final RangeEvaluator ticks;
    private final RangeEvaluator pictures;
    private final Duration timeout;

    /**
     * Evaluates in time.
     *
     * @param ticks what is asked for the newest values, which nobody asks for twice
     * @param pictures what is asked for the past, which others may have asked for before
     */
    Evaluations(RangeEvaluator ticks, RangeEvaluator pictures, Duration timeout) {
        this.ticks = ticks;
        this.pictures = pictures;
        this.timeout = timeout;
    }

    /**
     * The values at the time of a tick, or at those of the last few as they are by now.
     *
     * @throws MuninnException if there are none, whatever the reason
     */
    List<ResultSeries> recent(LiveQuery query, long start, long end, long step) {
        return range(ticks, query, start, end, step);
    }

    /**
     * The values of a first picture.
     *
     * @throws MuninnException as {@link #recent}
     */
    List<ResultSeries> past(LiveQuery query, long start, long end, long step) {
        return range(pictures, query, start, end, step);
    }

    private List<ResultSeries> range(
            RangeEvaluator evaluator, LiveQuery query, long start, long end, long step) {
        QueryCall call = new QueryCall(timeout, null, 0, () -> false);
        try {
            return seriesOf(evaluator.range(query.expr(), start, end, step, call).value());
        } catch (RuntimeException e) {
            throw asMuninn(e);
        }
    }

    private static List<ResultSeries> seriesOf(ResultValue value) {
        return switch (value) {
            case ResultValue.Matrix(List<ResultSeries> series) -> series;
            case ResultValue.Vector(List<ResultSeries> series) -> series;
            case ResultValue.Scalar scalar -> throw unexpected(scalar);
            case ResultValue.Text text -> throw unexpected(text);
        };
    }

    private static MuninnException unexpected(ResultValue value) {
        return new MuninnException(
                MuninnException.Kind.BUG, "a range query gave " + value + " instead of series");
    }

    /** The failure itself if it is meant for people, else one that points at the log. */
    static MuninnException asMuninn(RuntimeException failure) {
        if (failure instanceof MuninnException muninn) {
            return muninn;
        }
        logger.log(Level.ERROR, "evaluation of a live view failed", failure);
        return new MuninnException(
                MuninnException.Kind.BUG, "internal error, the server's log has it", failure);
    }

    /** What went wrong behind a future. */
    static MuninnException failureOf(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause instanceof RuntimeException e
                ? asMuninn(e)
                : new MuninnException(MuninnException.Kind.BUG, "internal error", cause);
    }

    static String describe(LiveQuery query, MuninnException failure) {
        return "query " + query.ref() + ": " + ServerFrames.text(failure);
    }
}
