package dev.muninn.alert.notify;

import dev.muninn.alert.channel.Channel;
import dev.muninn.alert.channel.Channels;
import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.deliver.Delivery;
import dev.muninn.alert.deliver.DeliveryIds;
import dev.muninn.alert.deliver.Outbox;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.journal.Acknowledgement;
import dev.muninn.alert.journal.AlertJournal;
import dev.muninn.alert.journal.InboxTable;
import dev.muninn.alert.journal.JournalRow;
import dev.muninn.alert.lease.Lease;
import dev.muninn.alert.lease.LeaseStatus;
import dev.muninn.alert.lease.Shift;
import dev.muninn.alert.lease.SoleLease;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes alerts in and sees to it that people are told. Safe for use by many threads. */
public final class Notifications implements AutoCloseable {

    /*
     * One lock guards the state; one thread flushes groups when they are due. Whatever is promised
     * to a caller is in the journal first. What a flush decides is written before it is sent, too,
     * but if the database is away people are told all the same, and the rows follow later. Where
     * several processes share the database all this is done by the one that has the lease.
     */

    private final AlertJournal journal;
    private final Clock clock;
    private final String externalUrl;
    private final Function<RoutingConfig, Channels> channels;
    private final Lease lease;
    private final DeliveryIds ids;
    private final NotifyFigures figures = new NotifyFigures();
    private final GroupEvents events = new GroupEvents();
    private final GuardedState state;
    private final JournalRows rows;
    private final Outbox outbox;
    private final Handover handover;
    private final FlushLoop flushes;
    private final SilenceBook silences;
    private final AlertIntake intake;

    private Notifications(
            RoutingConfig config,
            AlertJournal journal,
            InboxTable inbox,
            Function<RoutingConfig, Channels> channels,
            NotifyTerms terms,
            Lease lease,
            Clock clock) {
        this.journal = journal;
        this.clock = clock;
        externalUrl = terms.externalUrl();
        this.channels = channels;
        this.lease = lease;
        ids = new DeliveryIds(clock, new SecureRandom());
        rows = new JournalRows(journal::save);
        state = new GuardedState(NotifyState.of(config));
        DeliveryLedger ledger = new DeliveryLedger(state, rows, lease, figures, events);
        outbox = new Outbox(clock, new Random(), ledger);
        intake = new AlertIntake(state, journal, figures, terms.maxAlerts(), clock);
        handover = new Handover(state, journal, inbox, outbox, rows, this::put, clock);
        flushes =
                new FlushLoop(
                        state,
                        rows,
                        outbox,
                        lease,
                        ids,
                        externalUrl,
                        figures,
                        events,
                        this::settled,
                        clock);
        silences = new SilenceBook(() -> read(NotifyState::silences), journal, events, clock);
    }

    /**
     * Takes up what the journal knows, of a database that is this process' own; nobody is told
     * before {@link #start}.
     *
     * @param channels makes the channels of a configuration
     */
    public static Notifications open(
            RoutingConfig config,
            CatalogDatabase database,
            Function<RoutingConfig, Channels> channels,
            NotifyTerms terms,
            Clock clock) {
        return open(config, database, channels, terms, new SoleLease("", clock.millis()), clock);
    }

    /** As above; what others may have told is taken up with the lease, by {@link #shift}. */
    public static Notifications open(
            RoutingConfig config,
            CatalogDatabase database,
            Function<RoutingConfig, Channels> channels,
            NotifyTerms terms,
            Lease lease,
            Clock clock) {
        Notifications opened =
                new Notifications(
                        config,
                        AlertJournal.open(database, lease),
                        new InboxTable(database),
                        channels,
                        terms,
                        lease,
                        clock);
        opened.outbox.replaceChannels(channels.apply(config).openAll(config));
        if (lease.isHeld()) {
            opened.handover.begin();
        }
        return opened;
    }

    /** Passes on from now what happens to groups; the listener must neither block nor throw. */
    public void listen(Consumer<GroupEvent> other) {
        events.passTo(other);
    }

    /** Begins to flush groups when they are due. */
    public void start() {
        flushes.start();
    }

    /** What there is to do when the lease comes and goes. */
    public Shift shift() {
        return handover;
    }

    /** Flushes all groups that are due by now; for one thread at a time. */
    public void flushDue() {
        flushes.flushDue();
    }

    /** Takes in what this process' own rules say of alerts; as {@link #put}. */
    public void hear(Collection<ActiveAlert> alerts) {
        if (lease.isHeld()) {
            put(alerts);
        } else {
            handover.note(alerts);
        }
    }

    /**
     * Takes alerts in. When it returns they survive a crash; what only says that known alerts go on
     * is not written each time.
     *
     * @throws MuninnException of kind UNAVAILABLE if the database does not take them; people are
     *     told all the same; of kind LIMIT if some were left out because too many are known
     */
    public void put(Collection<ActiveAlert> alerts) {
        if (!lease.isHeld()) {
            handover.passOn(alerts);
            return;
        }
        intake.take(alerts);
    }

    /** Tells a receiver at once; false if there is none of the name, or it has no channels. */
    public boolean tell(DirectMessage told) {
        long now = clock.millis();
        Receiver receiver = read(known -> known.config().receiver(told.receiver()));
        if (receiver == null || receiver.channels().isEmpty()) {
            return false;
        }
        List<Delivery> deliveries =
                receiver.channels().stream().map(channel -> delivery(told, channel, now)).toList();
        var _ = rows.write(new JournalRow.Decided(told.groupKey(), deliveries, Map.of(), 0));
        deliveries.forEach(outbox::add);
        return true;
    }

    private Delivery delivery(DirectMessage told, ChannelConfig channel, long nowMillis) {
        return new Delivery(channel.name(), told.over(channel, externalUrl, ids.next()), nowMillis);
    }

    /** Writes down that somebody takes care of a group. */
    public void acknowledge(Acknowledgement made) {
        journal.saveAcknowledgement(made);
        state.change(known -> known.acknowledgements().put(made.groupKey(), made));
        events.accept(new GroupEvent.Acknowledged(made));
    }

    /** Nobody takes care of a group any more. */
    public void removeAcknowledgement(String groupKey) {
        lease.requireHeld();
        var _ = rows.write(new JournalRow.Released(groupKey));
        state.change(known -> known.acknowledgements().remove(groupKey));
        events.accept(new GroupEvent.Released(groupKey, clock.millis()));
    }

    private void settled(String groupKey) {
        if (state.read(known -> known.acknowledgements().containsKey(groupKey))) {
            removeAcknowledgement(groupKey);
        }
    }

    /** Goes on with another configuration; groups that stay keep their times. */
    public void replaceConfig(RoutingConfig config) {
        Map<String, Channel> made = channels.apply(config).openAll(config);
        state.change(known -> known.replaceConfig(config, clock.millis()));
        outbox.replaceChannels(made);
    }

    /** Looks at the state; the reading must not keep it, nor change it. */
    <T> T read(Function<NotifyState, T> reading) {
        handover.catchUp();
        return state.read(reading);
    }

    /** Looks at the state as this process knows it, whoever tells people. */
    <T> T readOwn(Function<NotifyState, T> reading) {
        return state.read(reading);
    }

    /** Where silences are made and ended. */
    public SilenceBook silences() {
        return silences;
    }

    /** What can be asked about alerts, groups and decisions. */
    public NotifyView view() {
        return new NotifyView(this, clock);
    }

    /** Who tells people of alerts. */
    public LeaseStatus owner() {
        return lease.status();
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

    /** Rows that were given up, because the database refused what is in them. */
    public long lostRows() {
        return rows.lost();
    }

    @Override
    public void close() {
        flushes.close();
        outbox.close();
        rows.close();
    }
}
