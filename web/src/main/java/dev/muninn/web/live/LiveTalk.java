package dev.muninn.web.live;

import dev.muninn.model.MuninnException;
import dev.muninn.stream.LiveAnswer;
import dev.muninn.stream.LiveConnection;
import dev.muninn.stream.LiveQuery;
import dev.muninn.stream.Subscriptions;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** One live client's requests, as calls on its connection; confined to its loop. */
final class LiveTalk {

    private final LiveConnection connection;
    private final LiveQueries queries;
    private final LiveBoards boards;
    private final ExecutorService threads;
    private final Executor loop;

    LiveTalk(
            LiveConnection connection,
            LiveQueries queries,
            LiveBoards boards,
            ExecutorService threads,
            Executor loop) {
        this.connection = connection;
        this.queries = queries;
        this.boards = boards;
        this.threads = threads;
        this.loop = loop;
    }

    void take(ClientFrame frame) {
        if (frame instanceof ClientFrame.Hello(var id, var tier, var can, var resume)) {
            connection.hello(id, tier, can, resume);
        } else if (connection.checkGreeted()) {
            Subscriptions views = connection.subscriptions();
            switch (frame) {
                case ClientFrame.Hello hello -> throw new IllegalStateException("said " + hello);
                case ClientFrame.Subscribe(
                                var id,
                                var list,
                                var step,
                                var range,
                                var points,
                                var tier) ->
                        views.subscribe(id, list, step, range, points, tier);
                case ClientFrame.SubscribeBoard board -> subscribe(board);
                case ClientFrame.Change(var id, var view, var change) ->
                        views.change(id, view, change);
                case ClientFrame.Unsubscribe(var id, var view) -> views.unsubscribe(id, view);
                case ClientFrame.Query query -> queries.begin(query);
                case ClientFrame.Cancel(var id) -> queries.cancel(id);
                case ClientFrame.Acknowledge(var view, var seq) -> views.acknowledge(view, seq);
                case ClientFrame.Ping ping -> connection.ping();
            }
        }
    }

    /** Reads the dashboard beside the loop, then goes on as if its queries had been sent. */
    private void subscribe(ClientFrame.SubscribeBoard frame) {
        try {
            threads.execute(
                    () -> {
                        Runnable then = subscription(frame);
                        loop.execute(then);
                    });
        } catch (RejectedExecutionException e) {
            connection.send(
                    LiveAnswer.error(
                            frame.id(),
                            new MuninnException(MuninnException.Kind.BUSY, "the server stops", e)));
        }
    }

    private Runnable subscription(ClientFrame.SubscribeBoard frame) {
        try {
            List<LiveQuery> found =
                    boards.queries(frame.board(), frame.stepMillis(), frame.rangeMillis());
            return () ->
                    connection
                            .subscriptions()
                            .subscribe(
                                    frame.id(),
                                    found,
                                    frame.stepMillis(),
                                    frame.rangeMillis(),
                                    frame.maxPoints(),
                                    frame.tier());
        } catch (MuninnException e) {
            return () -> connection.send(LiveAnswer.error(frame.id(), e));
        }
    }

    /** The client is gone. */
    void end() {
        queries.cancelAll();
        connection.onClosed();
    }
}
