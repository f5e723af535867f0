package dev.muninn.web;

import dev.muninn.stream.LiveConnection;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** Begins to take the requests of live clients, whichever way they come. */
final class LiveTalks {

    private final Queries queries;
    private final LiveBoards boards;
    private final ExecutorService threads;

    LiveTalks(Queries queries, LiveBoards boards, ExecutorService threads) {
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
