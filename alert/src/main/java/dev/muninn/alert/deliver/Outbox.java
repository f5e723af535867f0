package dev.muninn.alert.deliver;

import dev.muninn.alert.channel.Channel;
import dev.muninn.model.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Hands messages to their channels. Safe for use by many threads. */
public final class Outbox implements AutoCloseable {

    /** Where is written down what became of messages. */
    public interface Ledger {

        /** Whether this process is the one that tells people; asked before each attempt. */
        boolean mayTell();

        /** What the channel kept of the message it sent of the same group before. */
        Map<String, String> memory(Delivery delivery);

        void ended(DeliveryEnd end);
    }

    private final Clock clock;
    private final RandomGenerator random;
    private final Ledger ledger;
    private final Map<String, ChannelWorker> workers = new HashMap<>();

    public Outbox(Clock clock, RandomGenerator random, Ledger ledger) {
        this.clock = clock;
        this.random = random;
        this.ledger = ledger;
    }

    /** Goes on with these channels; what waits for one that is gone is given up. */
    public synchronized void replaceChannels(Map<String, Channel> channels) {
        channels.forEach(
                (name, channel) -> {
                    ChannelWorker known = workers.get(name);
                    if (known != null) {
                        known.replace(channel);
                    } else {
                        ChannelWorker worker =
                                new ChannelWorker(name, channel, clock, random, ledger);
                        workers.put(name, worker);
                        worker.start();
                    }
                });
        workers.entrySet()
                .removeIf(
                        entry -> {
                            boolean isGone = !channels.containsKey(entry.getKey());
                            if (isGone) {
                                entry.getValue().close();
                            }
                            return isGone;
                        });
    }

    public void add(Delivery delivery) {
        ChannelWorker worker;
        synchronized (this) {
            worker = workers.get(delivery.channel());
        }
        if (worker != null) {
            worker.add(delivery);
            return;
        }
        ledger.ended(
                new DeliveryEnd(
                        delivery,
                        DeliveryEnd.State.FAILED,
                        0,
                        "the configuration has no such channel any more",
                        clock.millis(),
                        Map.of()));
    }

    /** Tries all that waits earlier, as the clock was set back by so much. */
    public synchronized void bringForward(long byMillis) {
        workers.values().forEach(worker -> worker.bringForward(byMillis));
    }

    /** Takes up a message of before a restart, which may have arrived already. */
    public void resume(Delivery delivery) {
        add(delivery.repeated());
    }

    /** Forgets all that waits: another process tells it. */
    public synchronized void clear() {
        workers.values().forEach(ChannelWorker::clear);
    }

    /** All channels by name. */
    public synchronized List<ChannelState> states() {
        List<ChannelState> states = new ArrayList<>();
        new TreeMap<>(workers).values().forEach(worker -> states.add(worker.state()));
        return states;
    }

    @Override
    public synchronized void close() {
        workers.values().forEach(ChannelWorker::close);
        workers.clear();
    }
}
