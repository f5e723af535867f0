package dev.muninn.server;

import dev.muninn.model.Clock;
import dev.muninn.server.options.MuninnOptions;
import java.util.concurrent.CountDownLatch;

/** The whole server: builds all parts in order, starts them, and ends them in reverse. */
final class Muninn implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);

    static Muninn open(MuninnOptions options, Clock clock) {
        return new Muninn();
    }

    void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
