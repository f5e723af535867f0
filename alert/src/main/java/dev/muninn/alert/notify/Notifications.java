package dev.muninn.alert.notify;

import dev.muninn.alert.channel.Channel;
import dev.muninn.alert.channel.Channels;
import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.deliver.Delivery;
import dev.muninn.alert.deliver.DeliveryEnd;
import dev.muninn.alert.deliver.Outbox;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.group.Flush;
import dev.muninn.alert.group.LastTold;
import dev.muninn.alert.journal.Acknowledgement;
import dev.muninn.alert.journal.AlertJournal;
import dev.muninn.alert.journal.AlertJournal.ToldKey;
import dev.muninn.alert.journal.JournalRow;
import dev.muninn.alert.route.Silence;
import dev.muninn.alert.route.Silences;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes alerts in and sees to it that people are told. Safe for use by many threads. */
public final class Notifications implements Outbox.Ledger, AutoCloseable {

    /*
     * One lock guards the state; one thread flushes groups when they are due. Whatever is promised
     * to a caller is in the journal first. What a flush decides is written before it is sent, too,
     * but if the database is away people are told all the same, and the rows follow later.
     */

    private static final System.Logger LOGGER = System.getLogger(Notifications.class.getName());

    /** As long as Prometheus goes on sending what ended. */
    private static final long ENDED_KEPT_MILLIS = Duration.ofMinutes(15).toMillis();

    private static final long HISTORY_MILLIS = Duration.ofDays(120).toMillis();

    private static final long SILENCES_KEPT_MILLIS = Duration.ofDays(5).toMillis();

    /** Some ten milliseconds of decisions, and one wait for the disk. */
    private static final int ROUNDS_TOGETHER = 256;

    private static final long TIDY_MILLIS = Duration.ofMinutes(5).toMillis();

    private final AlertJournal journal;
    private final Clock clock;
    private final String externalUrl;
    private final Function<RoutingConfig, Channels> channels;
    private final Outbox outbox;
    private final JournalRows rows;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final NotifyState state;
    private final NotifyFigures figures = new NotifyFigures();
    private final Thread thread;
    private volatile Consumer<GroupEvent> listener = event -> {};
    private long tidiedAtMillis;
    private boolean isClosed;

    private Notifications(
            RoutingConfig config,
            AlertJournal journal,
            Function<RoutingConfig, Channels> channels,
            String externalUrl,
            Clock clock) {
        this.journal = journal;
        rows = new JournalRows(journal);
        this.clock = clock;
        this.externalUrl = externalUrl;
        this.channels = channels;
        Silences silences = new Silences(Notifications::newId);
        state = new NotifyState(config, silences);
        outbox = new Outbox(clock, new Random(), this);
        thread = Thread.ofVirtual().name("alert-flush").unstarted(this::work);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /**
     * Takes up what the journal knows; nobody is told before {@link #start}.
     *
     * @param channels makes the channels of a configuration
     */
    public static Notifications open(
            RoutingConfig config,
            AlertJournal journal,
            Function<RoutingConfig, Channels> channels,
            String externalUrl,
            Clock clock) {
        Notifications opened = new Notifications(config, journal, channels, externalUrl, clock);
        opened.outbox.replaceChannels(channels.apply(config).openAll(config));
        opened.load();
        return opened;
    }

    private void load() {
        lock.lock();
        try {
            state.load(journal, clock.millis());
        } finally {
            lock.unlock();
        }
        journal.waiting().forEach(outbox::resume);
    }

    /** Passes on from now what happens to groups; the listener must neither block nor throw. */
    public void listen(Consumer<GroupEvent> other) {
        listener = other;
    }

    /** Begins to flush groups when they are due. */
    public void start() {
        thread.start();
    }

    private void work() {
        try {
            while (awaitDue()) {
                flushDue();
                tidy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitDue() throws InterruptedException {
        lock.lock();
        try {
            while (!isClosed) {
                long wait = state.dispatch().nextFlushMillis() - clock.millis();
                if (wait <= 0) {
                    return true;
                }
                if (clock.millis() - tidiedAtMillis > TIDY_MILLIS) {
                    return true;
                }
                var _ = changed.await(Math.min(wait, 1_000), TimeUnit.MILLISECONDS);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Flushes all groups that are due by now. */
    public void flushDue() {
        List<FlushRound> rounds = decide();
        while (!rounds.isEmpty()) {
            rows.write(rounds.stream().flatMap(round -> round.row().stream()).toList());
            rounds.forEach(this::settle);
            rounds = decide();
        }
    }

    /** Decides what is due, so many at a time that alerts which come in need not wait for long. */
    private List<FlushRound> decide() {
        List<FlushRound> rounds = new ArrayList<>();
        lock.lock();
        try {
            while (rounds.size() < ROUNDS_TOGETHER && !isClosed) {
                Flush flush = state.dispatch().poll(clock.millis());
                if (flush == null) {
                    break;
                }
                FlushRound round = new FlushRound(state, flush, externalUrl, Notifications::newId);
                round.decide();
                round.told()
                        .forEach(
                                (channel, told) ->
                                        state.told().put(new ToldKey(flush.key(), channel), told));
                state.dispatch().told(flush);
                rounds.add(round);
            }
        } finally {
            lock.unlock();
        }
        return rounds;
    }

    private void settle(FlushRound round) {
        Flush flush = round.flush();
        listener.accept(new GroupEvent.Flushed(flush, round.isHeard()));
        boolean isOver = round.told().values().stream().allMatch(told -> told.firing().isEmpty());
        if (isOver && !round.told().isEmpty() && acknowledgement(flush.key()) != null) {
            removeAcknowledgement(flush.key());
        }
        round.deliveries().forEach(outbox::add);
        figures.flushed(round.deliveries().size());
    }

    private void tidy() {
        long now = clock.millis();
        Set<String> groups;
        lock.lock();
        try {
            if (now - tidiedAtMillis <= TIDY_MILLIS) {
                return;
            }
            tidiedAtMillis = now;
            groups = state.dispatch().groupKeys();
            state.forgetBefore(
                    now - ENDED_KEPT_MILLIS, now - SILENCES_KEPT_MILLIS, now - HISTORY_MILLIS);
        } finally {
            lock.unlock();
        }
        listener.accept(new GroupEvent.Counted(groups, now));
        rows.write(new JournalRow.Tidied(now, now - ENDED_KEPT_MILLIS, now - HISTORY_MILLIS));
    }

    /**
     * Takes alerts in. When it returns they survive a crash; what only says that known alerts go on
     * is not written each time.
     *
     * @throws MuninnException of kind UNAVAILABLE if the database does not take them; people are
     *     told all the same
     */
    public void put(Collection<ActiveAlert> alerts) {
        List<ActiveAlert> news = new ArrayList<>();
        lock.lock();
        try {
            long now = clock.millis();
            for (ActiveAlert alert : alerts) {
                ActiveAlert known = state.dispatch().alert(alert.labels());
                ActiveAlert merged = state.put(alert, now);
                if (known == null || !known.isSameButLonger(merged, now)) {
                    news.add(merged);
                }
            }
            figures.received(alerts.size());
            changed.signal();
        } finally {
            lock.unlock();
        }
        journal.saveAlerts(news);
    }

    /**
     * Makes or changes a silence and returns its identity.
     *
     * @throws MuninnException of kind BAD_INPUT, NOT_FOUND, or UNAVAILABLE if it cannot be kept
     */
    public String putSilence(Silence wanted) {
        List<Silence> changes = state.silences().change(wanted, clock.millis());
        journal.saveSilences(changes);
        changes.forEach(this::changed);
        return changes.getLast().id();
    }

    private void changed(Silence silence) {
        state.silences().put(silence);
        listener.accept(new GroupEvent.SilenceChanged(silence, clock.millis()));
    }

    /**
     * Ends a silence.
     *
     * @throws MuninnException as {@link #putSilence}
     */
    public void expireSilence(String id) {
        Silence expired = state.silences().expire(id, clock.millis());
        journal.saveSilences(List.of(expired));
        changed(expired);
    }

    /** Tells a receiver at once; false if there is none of the name, or it has no channels. */
    public boolean tell(DirectMessage told) {
        long now = clock.millis();
        Receiver receiver = read(known -> known.config().receiver(told.receiver()));
        if (receiver == null || receiver.channels().isEmpty()) {
            return false;
        }
        List<Delivery> deliveries =
                receiver.channels().stream()
                        .map(
                                channel ->
                                        new Delivery(
                                                channel.name(),
                                                told.over(channel, externalUrl, newId()),
                                                now))
                        .toList();
        rows.write(new JournalRow.Decided(told.groupKey(), deliveries, Map.of(), 0));
        deliveries.forEach(outbox::add);
        return true;
    }

    /** Writes down that somebody takes care of a group. */
    public void acknowledge(Acknowledgement made) {
        journal.saveAcknowledgement(made);
        lock.lock();
        try {
            state.acknowledgements().put(made.groupKey(), made);
        } finally {
            lock.unlock();
        }
        listener.accept(new GroupEvent.Acknowledged(made));
    }

    public void removeAcknowledgement(String groupKey) {
        rows.write(new JournalRow.Released(groupKey));
        lock.lock();
        try {
            state.acknowledgements().remove(groupKey);
        } finally {
            lock.unlock();
        }
        listener.accept(new GroupEvent.Released(groupKey, clock.millis()));
    }

    private @Nullable Acknowledgement acknowledgement(String groupKey) {
        lock.lock();
        try {
            return state.acknowledgements().get(groupKey);
        } finally {
            lock.unlock();
        }
    }

    /** Goes on with another configuration; groups that stay keep their times. */
    public void replaceConfig(RoutingConfig config) {
        Map<String, Channel> made = channels.apply(config).openAll(config);
        lock.lock();
        try {
            state.replaceConfig(config, clock.millis());
            changed.signal();
        } finally {
            lock.unlock();
        }
        outbox.replaceChannels(made);
    }

    /** Looks at the state; the reading must not keep it, nor change it. */
    <T> T read(Function<NotifyState, T> reading) {
        lock.lock();
        try {
            return reading.apply(state);
        } finally {
            lock.unlock();
        }
    }

    /** What can be asked about alerts, groups and decisions. */
    public NotifyView view() {
        return new NotifyView(this, clock);
    }

    public AlertJournal journal() {
        return journal;
    }

    public Outbox outbox() {
        return outbox;
    }

    public NotifyFigures figures() {
        return figures;
    }

    /** Rows that wait for the database. */
    public int lateRows() {
        return rows.size();
    }

    @Override
    public Map<String, String> memory(Delivery delivery) {
        return read(
                known -> {
                    LastTold last =
                            known.told().get(new ToldKey(delivery.groupKey(), delivery.channel()));
                    return last == null ? Map.of() : last.channelData();
                });
    }

    @Override
    public void ended(DeliveryEnd end) {
        figures.ended(end);
        listener.accept(new GroupEvent.Delivered(end));
        if (end.state() == DeliveryEnd.State.FAILED) {
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "{0} was not told of {1}: {2}",
                    end.delivery().channel(),
                    end.delivery().groupKey(),
                    end.detail());
        }
        lock.lock();
        try {
            state.ended(end);
        } finally {
            lock.unlock();
        }
        rows.write(new JournalRow.Ended(end));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        outbox.close();
        rows.close();
    }
}
