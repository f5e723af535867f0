package dev.muninn.query.eval.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Threads that help running queries with slices of their work; few, shared by all queries. */
public final class Workers implements AutoCloseable {

    /*
     * A query's own thread takes slices too, so work goes on when all helpers are busy elsewhere, and
     * a helper that comes late finds nothing to do. Slices never wait for other slices, but work of
     * several slices takes turns with other such work. Work within a slice that has its turn is done by
     * its thread alone: helpers would wait for turns that this thread keeps until they are done.
     */

    /** Does the part of some work that concerns the indices [from, to). */
    @FunctionalInterface
    public interface Slice<T> {
        T run(int from, int to);
    }

    private final int helpers;
    private final ExecutorService pool;
    private final Turns turns;

    private Workers(int helpers, ExecutorService pool, Turns turns) {
        this.helpers = helpers;
        this.pool = pool;
        this.turns = turns;
    }

    public static Workers open(int helpers, Turns turns) {
        AtomicInteger names = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        Math.max(1, helpers),
                        Math.max(1, helpers),
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread =
                                    new Thread(task, "muninn-query-" + names.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        return new Workers(helpers, pool, turns);
    }

    /**
     * Runs slices of the given size over [0, size) and returns their results in order. The first
     * failure ends the work and is thrown.
     */
    public <T> List<T> run(int size, int sliceSize, Slice<T> slice) {
        int slices = Math.max(1, (size + sliceSize - 1) / sliceSize);
        if (slices == 1) {
            return List.of(slice.run(0, size));
        }
        if (turns.isMine()) {
            return runAlone(size, sliceSize, slices, slice);
        }
        Run<T> run = new Run<>(size, sliceSize, slices, slice, turns);
        for (int i = 0; i < Math.min(helpers, slices - 1); i++) {
            pool.execute(run);
        }
        run.run();
        return run.results();
    }

    private static <T> List<T> runAlone(int size, int sliceSize, int slices, Slice<T> slice) {
        List<T> results = new ArrayList<>(slices);
        for (int i = 0; i < slices; i++) {
            int from = i * sliceSize;
            results.add(slice.run(from, Math.min(size, from + sliceSize)));
        }
        return results;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private static final class Run<T> implements Runnable {

        private final int size;
        private final int sliceSize;
        private final int slices;
        private final Slice<T> slice;
        private final Turns turns;
        private final long due;
        private final List<@Nullable T> results;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Run(int size, int sliceSize, int slices, Slice<T> slice, Turns turns) {
            this.size = size;
            this.sliceSize = sliceSize;
            this.slices = slices;
            this.slice = slice;
            this.turns = turns;
            due = turns.due(size);
            this.results = new ArrayList<>(Collections.nCopies(slices, null));
            this.left = new CountDownLatch(slices);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < slices; i = next.getAndIncrement()) {
                try {
                    turns.enter(due);
                    if (failure.get() == null) {
                        int from = i * sliceSize;
                        results.set(i, slice.run(from, Math.min(size, from + sliceSize)));
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    turns.leave();
                    left.countDown();
                }
            }
        }

        List<T> results() {
            boolean interrupted = false;
            while (true) {
                try {
                    left.await();
                    break;
                } catch (InterruptedException e) {
                    // Helpers still use this query's series, so it cannot end before they do.
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            switch (failure.get()) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
            List<T> all = new ArrayList<>(slices);
            for (T result : results) {
                if (result != null) {
                    all.add(result);
                }
            }
            return all;
        }
    }
}
