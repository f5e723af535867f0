package dev.muninn.web.live;

import dev.muninn.query.Queries;
import dev.muninn.stream.LiveConnection;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** Begins to take the requests of live clients, whichever way they come. */
public final class LiveTalks {

    private final Queries queries;
    private final LiveBoards boards;
    private final ExecutorService threads;

    public LiveTalks(Queries queries, LiveBoards boards, ExecutorService threads) {
        this.queries = queries;
        this.boards = boards;
        this.threads = threads;
    }

    LiveTalk begin(LiveConnection connection, Executor loop) {
        return new LiveTalk(
                connection,
                new LiveQueries(queries, threads, loop, connection),
                boards,
                threads,
                loop);
    }
}
