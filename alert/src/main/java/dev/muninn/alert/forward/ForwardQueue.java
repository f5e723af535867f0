package dev.muninn.alert.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.alert.channel.Answer;
import dev.muninn.alert.channel.Request;
import dev.muninn.alert.channel.Sender;
import dev.muninn.model.Labels;
import dev.muninn.model.UserInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest word on each alert, on its way to one Alertmanager. Safe for use by many threads.
 *
 * <p>What was not taken is offered again, later and later; a newer word takes the place of an older
 * one that still waits, so a long outage costs one message per alert.
 */
public final class ForwardQueue implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(ForwardQueue.class.getName());

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** As Prometheus: more would be old before it is sent. */
    private static final int MAX_WAITING = 10_000;

    private static final int MAX_BATCH = 256;

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

    /** Half of what lies between two words on an alert that goes on. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    private final String url;
    private final Sender sender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Labels, ForwardedAlert> waiting = new LinkedHashMap<>();
    private final Thread worker;
    private long sent;
    private long dropped;
    private long failures;
    private Duration delay = Duration.ZERO;
    private boolean isClosed;

    /**
     * @param url of the API: {@code http://host:9093/api/v2/alerts}
     */
    public ForwardQueue(String url, Sender sender) {
        this.url = url;
        this.sender = sender;
        worker = Thread.ofVirtual().name("alert-forward").unstarted(this::work);
    }

    /** Begins to send. */
    public void start() {
        worker.start();
    }

    /** Where it is sent to, as people may see it: without a user and a password. */
    public String url() {
        return UserInfo.removedFrom(url);
    }

    /** Takes alerts in; if they are too many, those that wait longest are given up. */
    public void add(Collection<ForwardedAlert> alerts) {
        lock.lock();
        try {
            for (ForwardedAlert alert : alerts) {
                waiting.remove(alert.labels());
                waiting.put(alert.labels(), alert);
            }
            Iterator<ForwardedAlert> oldest = waiting.values().iterator();
            while (waiting.size() > MAX_WAITING) {
                oldest.next();
                oldest.remove();
                dropped++;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            while (awaitWork()) {
                sendNext();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitWork() throws InterruptedException {
        lock.lock();
        try {
            long left = delay.toNanos();
            while (!isClosed && left > 0) {
                left = changed.awaitNanos(left);
            }
            while (!isClosed && waiting.isEmpty()) {
                changed.await();
            }
            return !isClosed;
        } finally {
            lock.unlock();
        }
    }

    /** Sends the alerts that wait longest; false if they were not taken or none waits. */
    boolean sendNext() {
        List<ForwardedAlert> batch = new ArrayList<>();
        lock.lock();
        try {
            for (ForwardedAlert alert : waiting.values()) {
                batch.add(alert);
                if (batch.size() == MAX_BATCH) {
                    break;
                }
            }
        } finally {
            lock.unlock();
        }
        if (batch.isEmpty()) {
            return false;
        }
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        Answer answer = sender.send(new Request("POST", url, headers, print(batch)));
        boolean isTaken = answer.status() / 100 == 2;
        boolean isRefused = answer.status() / 100 == 4 && answer.status() != 429;
        settle(batch, answer, isTaken, isRefused);
        return isTaken;
    }

    private void settle(
            List<ForwardedAlert> batch, Answer answer, boolean isTaken, boolean isRefused) {
        lock.lock();
        try {
            if (isTaken || isRefused) {
                // A newer word that came meanwhile stays.
                batch.forEach(alert -> waiting.remove(alert.labels(), alert));
            }
            boolean wasWell = delay.isZero();
            if (isTaken) {
                sent += batch.size();
                delay = Duration.ZERO;
                return;
            }
            failures++;
            dropped += isRefused ? batch.size() : 0;
            delay = wasWell ? FIRST_DELAY : min(delay.multipliedBy(2), LONGEST_DELAY);
            if (wasWell) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "Alertmanager {0} takes no alerts: {1}",
                        url(),
                        answer.status() == 0 ? answer.body() : "HTTP " + answer.status());
            }
        } finally {
            lock.unlock();
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static String print(List<ForwardedAlert> batch) {
        try {
            return MAPPER.writeValueAsString(batch.stream().map(ForwardedAlert::tree).toList());
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of maps and lists is JSON", e);
        }
    }

    /** Figures of the queue at one moment. */
    public record Figures(int waiting, long sent, long failures, long dropped, boolean isWell) {}

    public Figures figures() {
        lock.lock();
        try {
            return new Figures(waiting.size(), sent, failures, dropped, delay.isZero());
        } finally {
            lock.unlock();
        }
    }

    /** Ends; what still waits is offered once more. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            worker.join(LONGEST_DELAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        while (sendNext()) {
            // Until all is sent or something is not taken.
        }
    }
}
