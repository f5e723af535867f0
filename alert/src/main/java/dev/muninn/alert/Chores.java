package dev.muninn.alert;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Small work that is looked at once a second. What fails is told in the log when it begins to fail,
 * and done again the next time.
 */
final class Chores implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(Chores.class.getName());

    private static final long STOP_SECONDS = 5;

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("alert-chores").factory());

    private static final class Chore implements Runnable {

        private final String name;
        private final Runnable work;
        private boolean hasFailed;

        Chore(String name, Runnable work) {
            this.name = name;
            this.work = work;
        }

        @Override
        public void run() {
            try {
                work.run();
                if (hasFailed) {
                    LOGGER.log(System.Logger.Level.INFO, "{0} go on", name);
                }
                hasFailed = false;
            } catch (RuntimeException e) {
                if (!hasFailed) {
                    LOGGER.log(System.Logger.Level.WARNING, name + " have to wait", e);
                }
                hasFailed = true;
            }
        }
    }

    /** Begins. The names are plural: "incidents". */
    void start(Map<String, Runnable> chores) {
        for (Map.Entry<String, Runnable> chore : chores.entrySet()) {
            // A chore catches what it throws, so there is nothing to be had from the future.
            var _ =
                    thread.scheduleWithFixedDelay(
                            new Chore(chore.getKey(), chore.getValue()), 1, 1, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
