package dev.muninn.web.live;

import dev.muninn.model.JsonBuffer;
import dev.muninn.model.MuninnException;
import dev.muninn.query.Queries;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryResult;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import dev.muninn.stream.LiveAnswer;
import dev.muninn.stream.LiveConnection;
import dev.muninn.web.http.Refusal;
import dev.muninn.web.query.PromJson;
import dev.muninn.web.query.QueryRoutes;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The one-shot queries of one live connection; confined to its loop but for the evaluation. */
final class LiveQueries {

    private static final System.Logger logger = System.getLogger(LiveQueries.class.getName());

    private static final int MAX_RUNNING = 8;

    /** As much as a socket takes before it counts as slow. */
    private static final int PART_BYTES = 48 << 10;

    private final Queries queries;
    private final ExecutorService threads;
    private final Executor loop;
    private final LiveConnection connection;

    /** By id, what is set to end a query. */
    private final Map<String, AtomicBoolean> running = new HashMap<>();

    LiveQueries(
            Queries queries, ExecutorService threads, Executor loop, LiveConnection connection) {
        this.queries = queries;
        this.threads = threads;
        this.loop = loop;
        this.connection = connection;
    }

    void begin(ClientFrame.Query query) {
        AtomicBoolean isCancelled = new AtomicBoolean();
        if (running.size() >= MAX_RUNNING) {
            refuse(
                    query,
                    MuninnException.limit(
                            "%d queries of this connection run already: wait for one to end"
                                    .formatted(MAX_RUNNING)));
        } else if (running.putIfAbsent(query.id(), isCancelled) != null) {
            refuse(query, MuninnException.badInput("a query of this id runs already"));
        } else {
            try {
                threads.execute(() -> evaluate(query, isCancelled));
            } catch (RejectedExecutionException e) {
                logger.log(Level.DEBUG, "query came while the server stops", e);
            }
        }
    }

    private void refuse(ClientFrame.Query query, MuninnException why) {
        connection.send(LiveAnswer.error(query.id(), why));
    }

    /** Ends a query; one that has ended already is no mistake. */
    void cancel(String id) {
        AtomicBoolean isCancelled = running.get(id);
        if (isCancelled != null) {
            isCancelled.set(true);
        }
    }

    void cancelAll() {
        running.values().forEach(isCancelled -> isCancelled.set(true));
    }

    private void evaluate(ClientFrame.Query query, AtomicBoolean isCancelled) {
        List<LiveAnswer> answer = answer(query, isCancelled);
        loop.execute(
                () -> {
                    running.remove(query.id(), isCancelled);
                    if (answer.size() == 1) {
                        connection.send(answer.getFirst());
                    } else {
                        connection.sendAll(answer);
                    }
                });
    }

    private List<LiveAnswer> answer(ClientFrame.Query query, AtomicBoolean isCancelled) {
        try {
            QueryRoutes.checkRange(query.startMillis(), query.endMillis(), query.stepMillis());
            QueryCall call = new QueryCall(null, null, 0, isCancelled::get);
            QueryResult result =
                    queries.range(
                            query.expr(),
                            query.startMillis(),
                            query.endMillis(),
                            query.stepMillis(),
                            call);
            return query.parts() ? parts(query.id(), result) : whole(query.id(), result);
        } catch (MuninnException e) {
            return List.of(LiveAnswer.error(query.id(), e));
        } catch (RuntimeException | StackOverflowError e) {
            logger.log(Level.ERROR, "query over a live connection failed", e);
            return List.of(
                    LiveAnswer.error(
                            query.id(),
                            new MuninnException(
                                    MuninnException.Kind.BUG, Refusal.internal().message())));
        }
    }

    private static List<LiveAnswer> whole(String id, QueryResult result) {
        JsonBuffer json = new JsonBuffer(4096);
        PromJson.data(json, result);
        return List.of(LiveAnswer.result(id, json));
    }

    /** All series but the last piece's as parts; the last with what else there is to say. */
    private static List<LiveAnswer> parts(String id, QueryResult result) {
        if (!(result.value() instanceof ResultValue.Matrix(List<ResultSeries> series))) {
            return whole(id, result);
        }
        List<LiveAnswer> frames = new ArrayList<>();
        JsonBuffer piece = new JsonBuffer(PART_BYTES + 4096);
        int from = 0;
        for (int i = 0; i < series.size(); i++) {
            if (piece.size() >= PART_BYTES) {
                frames.add(LiveAnswer.part(id, piece));
                piece.clear();
                from = i;
            }
            PromJson.points(piece.size() == 0 ? piece : piece.raw(','), series.get(i));
        }
        ResultValue last = new ResultValue.Matrix(series.subList(from, series.size()));
        frames.addAll(
                whole(
                        id,
                        new QueryResult(
                                last, result.warnings(), result.infos(), result.statistics())));
        return frames;
    }
}
