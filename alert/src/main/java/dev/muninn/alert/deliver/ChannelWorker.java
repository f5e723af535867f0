package dev.muninn.alert.deliver;

import dev.muninn.alert.channel.Channel;
import dev.muninn.alert.channel.Outcome;
import dev.muninn.model.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One channel with its queue, and the threads that empty it. */
final class ChannelWorker implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(ChannelWorker.class.getName());

    private static final long LONGEST_SLEEP_MILLIS = 60_000;

    /** How soon it is noticed that this process may tell people. */
    private static final long STANDBY_MILLIS = 250;

    private final String name;
    private final Clock clock;
    private final Outbox.Ledger ledger;
    private final ChannelQueue queue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongAdder told = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Thread thread;

    /** Those that send a message each. */
    private final Set<Thread> senders = new HashSet<>();

    private Channel channel;
    private boolean isClosed;
    private volatile ChannelState state;

    ChannelWorker(
            String name,
            Channel channel,
            Clock clock,
            RandomGenerator random,
            Outbox.Ledger ledger) {
        this.name = name;
        this.channel = channel;
        this.clock = clock;
        this.ledger = ledger;
        queue = new ChannelQueue(random);
        state = new ChannelState(name, true, "", 0, 0, 0, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE);
        thread = Thread.ofVirtual().name("tell " + name).unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Goes on with the same queue and another configuration. */
    void replace(Channel other) {
        lock.lock();
        try {
            channel = other;
        } finally {
            lock.unlock();
        }
    }

    void add(Delivery delivery) {
        Delivery needless;
        lock.lock();
        try {
            needless = queue.add(delivery, clock.millis());
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (needless != null) {
            ledger.ended(
                    new DeliveryEnd(
                            needless,
                            DeliveryEnd.State.REPLACED,
                            0,
                            "newer news of the group came before it was sent",
                            clock.millis(),
                            Map.of()));
        }
    }

    /** Tries what waits earlier. */
    void bringForward(long byMillis) {
        lock.lock();
        try {
            queue.bringForward(byMillis);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what waits. */
    void clear() {
        lock.lock();
        try {
            queue.clear();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            while (sendNext()) {
                // Messages are sent by threads of their own, of which there are few at a time.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something is to be sent, and begins to; false when closed. */
    private boolean sendNext() throws InterruptedException {
        lock.lock();
        try {
            while (!isClosed) {
                if (!ledger.mayTell()) {
                    var _ = changed.await(STANDBY_MILLIS, TimeUnit.MILLISECONDS);
                    continue;
                }
                long now = clock.millis();
                boolean isBusy = senders.size() >= channel.messagesAtOnce();
                Delivery delivery = isBusy ? null : queue.poll(now);
                if (delivery != null) {
                    Thread sender =
                            Thread.ofVirtual().name("tell " + name).unstarted(() -> send(delivery));
                    senders.add(sender);
                    sender.start();
                    return true;
                }
                long due = isBusy ? Long.MAX_VALUE : queue.nextDueMillis();
                long wait = Math.min(due - now, LONGEST_SLEEP_MILLIS);
                var _ = changed.await(Math.max(1, wait), TimeUnit.MILLISECONDS);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Sends a message, and others as long as there are some: a thread for each would cost more. */
    private void send(Delivery first) {
        Delivery delivery = first;
        try {
            while (delivery != null) {
                DeliveryEnd end = tell(delivery);
                if (end != null) {
                    ledger.ended(end);
                }
                delivery = following();
            }
        } finally {
            lock.lock();
            try {
                senders.remove(Thread.currentThread());
                changed.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The next message for whoever has sent one; null if there is none, or it is not to go on. */
    private @Nullable Delivery following() {
        lock.lock();
        try {
            boolean goesOn =
                    !isClosed && ledger.mayTell() && senders.size() <= channel.messagesAtOnce();
            return goesOn ? queue.poll(clock.millis()) : null;
        } finally {
            lock.unlock();
        }
    }

    /** Tells, and returns what became of it; null if it is not over. */
    private @Nullable DeliveryEnd tell(Delivery delivery) {
        if (!ledger.mayTell()) {
            // The machine stood still since it was taken from the queue.
            putBack(delivery);
            return null;
        }
        Outcome outcome;
        try {
            outcome = current().tell(delivery.message(), ledger.memory(delivery));
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "channel " + name + " failed unexpectedly", e);
            outcome = new Outcome.TryAgain("failed unexpectedly: " + e.getMessage(), Duration.ZERO);
        }
        DeliveryEnd end;
        lock.lock();
        try {
            if (isClosed && !(outcome instanceof Outcome.Told)) {
                // The next start takes it up from the database.
                return null;
            }
            end = queue.ended(delivery, outcome, clock.millis());
            if (end == null) {
                // It is due at another time than what somebody waits for.
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        note(outcome);
        return end;
    }

    private void putBack(Delivery delivery) {
        lock.lock();
        try {
            var _ =
                    queue.ended(
                            delivery,
                            new Outcome.TryAgain("another node may tell it", Duration.ZERO),
                            clock.millis());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private Channel current() {
        lock.lock();
        try {
            return channel;
        } finally {
            lock.unlock();
        }
    }

    private synchronized void note(Outcome outcome) {
        boolean isTold = outcome instanceof Outcome.Told;
        (isTold ? told : failed).increment();
        ChannelState before = state;
        if (before.isWell() != isTold) {
            LOGGER.log(
                    isTold ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                    isTold ? "channel {0} works again" : "channel {0} does not work: {1}",
                    name,
                    outcome.detail());
        }
        long now = clock.millis();
        state =
                new ChannelState(
                        name,
                        isTold,
                        isTold ? "" : outcome.detail(),
                        isTold ? now : before.lastToldMillis(),
                        isTold ? before.lastFailedMillis() : now,
                        0,
                        0,
                        0,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE);
    }

    ChannelState state() {
        ChannelState known = state;
        lock.lock();
        try {
            return new ChannelState(
                    name,
                    known.isWell(),
                    known.lastError(),
                    known.lastToldMillis(),
                    known.lastFailedMillis(),
                    told.sum(),
                    failed.sum(),
                    queue.size(),
                    queue.nextDueMillis(),
                    queue.oldestMillis());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signal();
            senders.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
        thread.interrupt();
    }
}
