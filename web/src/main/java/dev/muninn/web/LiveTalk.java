package dev.muninn.web;

import dev.muninn.stream.LiveConnection;
import dev.muninn.stream.Subscriptions;

/** One live client's requests, as calls on its connection; confined to its loop. */
final class LiveTalk {

    private final LiveConnection connection;
    private final LiveQueries queries;

    LiveTalk(LiveConnection connection, LiveQueries queries) {
        this.connection = connection;
        this.queries = queries;
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

    /** The client is gone. */
    void end() {
        queries.cancelAll();
        connection.onClosed();
    }
}
