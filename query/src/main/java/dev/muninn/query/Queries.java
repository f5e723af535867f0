package dev.muninn.query;

import dev.muninn.model.Matcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the doors ask of PromQL; the place where a cache or another node may step in. */
public interface Queries {

    /** As {@link QueryEngine#instant}. */
    QueryResult instant(String expr, long timeMillis, QueryCall call);

    /** As {@link QueryEngine#range}. */
    QueryResult range(
            String expr, long startMillis, long endMillis, long stepMillis, QueryCall call);

    /** As {@link #range}, with nothing taken from a cache. */
    default QueryResult rangeAnew(
            String expr, long startMillis, long endMillis, long stepMillis, QueryCall call) {
        return range(expr, startMillis, endMillis, stepMillis, call);
    }

    /** What answers of range queries are kept in, if they are. */
    default Optional<ResultCache> cache() {
        return Optional.empty();
    }

    /** As {@link QueryEngine#parseSelector}. */
    List<Matcher> parseSelector(String selector);

    /** As {@link QueryEngine#selectors}. */
    List<List<Matcher>> selectors(String expr);

    /** As {@link QueryEngine#narrow}. */
    String narrow(String expr, List<Matcher> added);

    /** As {@link QueryEngine#tree}. */
    Map<String, @Nullable Object> tree(String expr);

    /** As {@link QueryEngine#format}. */
    String format(String expr);

    /** An engine's answers, those to range queries by way of its cache. */
    static Queries of(QueryEngine engine, ResultCache cache) {
        return new Queries() {
            @Override
            public QueryResult instant(String expr, long timeMillis, QueryCall call) {
                return engine.instant(expr, timeMillis, call);
            }

            @Override
            public QueryResult range(String expr, long start, long end, long step, QueryCall call) {
                return cache.range(expr, start, end, step, call);
            }

            @Override
            public QueryResult rangeAnew(
                    String expr, long start, long end, long step, QueryCall call) {
                return engine.range(expr, start, end, step, call);
            }

            @Override
            public Optional<ResultCache> cache() {
                return Optional.of(cache);
            }

            @Override
            public List<Matcher> parseSelector(String selector) {
                return QueryEngine.parseSelector(selector);
            }

            @Override
            public List<List<Matcher>> selectors(String expr) {
                return engine.selectors(expr);
            }

            @Override
            public String narrow(String expr, List<Matcher> added) {
                return engine.narrow(expr, added);
            }

            @Override
            public Map<String, @Nullable Object> tree(String expr) {
                return engine.tree(expr);
            }

            @Override
            public String format(String expr) {
                return engine.format(expr);
            }
        };
    }
}
