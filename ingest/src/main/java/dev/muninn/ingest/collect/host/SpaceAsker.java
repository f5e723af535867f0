package dev.muninn.ingest.collect.host;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks mounted file systems for their room without ever waiting long for one that hangs. */
final class SpaceAsker implements AutoCloseable {

    /*
     * One round asks all mounts in turn on a thread of the pool, and the collector waits for it
     * until the deadline. A round that is late is left behind: the mount it hangs at is stuck and
     * is not asked again until that call comes back, so each hung mount holds one thread.
     */

    /** How to ask one mount; throws what the file system answers. */
    @FunctionalInterface
    interface Call {
        LinuxCalls.Space space(String mountPoint) throws IOException;
    }

    /** A mount's room, or why it is not known. */
    record Answer(LinuxCalls.@Nullable Space space, String problem) {}

    private static final Answer TIMED_OUT = new Answer(null, "mountpoint timeout");

    private static final class Round {
        private final Map<String, Answer> answers = new ConcurrentHashMap<>();
        private volatile String current = "";
        private volatile boolean isLeftBehind;
    }

    private final Call call;
    private final Duration deadline;
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();
    private final ExecutorService pool =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("collect-statvfs-", 0).factory());

    SpaceAsker(Call call, Duration deadline) {
        this.call = call;
        this.deadline = deadline;
    }

    /** The answer of every mount point; waits no longer than the deadline. */
    Map<String, Answer> ask(List<String> mountPoints) {
        Round round = new Round();
        List<String> reachable = mountPoints.stream().filter(p -> !stuck.contains(p)).toList();
        Future<?> done = pool.submit(() -> run(round, reachable));
        try {
            done.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            leaveBehind(round);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leaveBehind(round);
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking mounts for their room", e.getCause());
        }
        Map<String, Answer> answers = new HashMap<>(round.answers);
        for (String mountPoint : mountPoints) {
            answers.putIfAbsent(mountPoint, TIMED_OUT);
        }
        return answers;
    }

    private void leaveBehind(Round round) {
        synchronized (round) {
            round.isLeftBehind = true;
            if (!round.current.isEmpty()) {
                stuck.add(round.current);
            }
        }
    }

    private void run(Round round, List<String> mountPoints) {
        for (String mountPoint : mountPoints) {
            synchronized (round) {
                if (round.isLeftBehind) {
                    return;
                }
                round.current = mountPoint;
            }
            round.answers.put(mountPoint, answerOf(mountPoint));
            synchronized (round) {
                round.current = "";
                if (round.isLeftBehind) {
                    stuck.remove(mountPoint);
                }
            }
        }
    }

    private Answer answerOf(String mountPoint) {
        try {
            return new Answer(call.space(mountPoint), "");
        } catch (IOException e) {
            return new Answer(null, String.valueOf(e.getMessage()));
        }
    }

    /** Lets the threads go; one that hangs in the kernel ends with the process. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
