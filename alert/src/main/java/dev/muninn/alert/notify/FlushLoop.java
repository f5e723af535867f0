package dev.muninn.alert.notify;

import dev.muninn.alert.deliver.DeliveryIds;
import dev.muninn.alert.deliver.Outbox;
import dev.muninn.alert.group.Flush;
import dev.muninn.alert.journal.AlertJournal.ToldKey;
import dev.muninn.alert.journal.JournalRow;
import dev.muninn.alert.lease.Lease;
import dev.muninn.model.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at groups when they are due, and sees to it that what is to be told is sent. */
final class FlushLoop implements AutoCloseable {

    /** As long as Prometheus goes on sending what ended. */
    private static final long ENDED_KEPT_MILLIS = Duration.ofMinutes(15).toMillis();

    private static final long HISTORY_MILLIS = Duration.ofDays(120).toMillis();

    private static final long SILENCES_KEPT_MILLIS = Duration.ofDays(5).toMillis();

    /** Some ten milliseconds of decisions, and one wait for the disk. */
    private static final int ROUNDS_TOGETHER = 256;

    private static final long TIDY_MILLIS = Duration.ofMinutes(5).toMillis();

    private static final long LONGEST_WAIT_MILLIS = 1_000;

    /** How soon it is noticed that this process may tell people, or that the database is back. */
    private static final long IDLE_WAIT_MILLIS = 100;

    private final GuardedState state;
    private final JournalRows rows;
    private final Outbox outbox;
    private final Lease lease;
    private final DeliveryIds ids;
    private final String externalUrl;
    private final NotifyFigures figures;
    private final Consumer<GroupEvent> listener;
    private final Consumer<String> releaseGroup;
    private final Clock clock;
    private final SetBack setBack;
    private final Thread thread;

    /** Decided, but not told before it is written down. */
    private final List<FlushRound> unsettled = new ArrayList<>();

    private long unsettledTerm;
    private long tidiedAtMillis;
    private volatile boolean isClosed;

    /**
     * @param releaseGroup hears which group nobody need take care of any more
     */
    FlushLoop(
            GuardedState state,
            JournalRows rows,
            Outbox outbox,
            Lease lease,
            DeliveryIds ids,
            String externalUrl,
            NotifyFigures figures,
            Consumer<GroupEvent> listener,
            Consumer<String> releaseGroup,
            Clock clock) {
        this.state = state;
        this.rows = rows;
        this.outbox = outbox;
        this.lease = lease;
        this.ids = ids;
        this.externalUrl = externalUrl;
        this.figures = figures;
        this.listener = listener;
        this.releaseGroup = releaseGroup;
        this.clock = clock;
        setBack = new SetBack(clock);
        thread = Thread.ofVirtual().name("alert-flush").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    private void work() {
        try {
            while (!isClosed) {
                state.await(this::waitMillis);
                if (!isClosed && lease.isHeld()) {
                    flushDue();
                    tidy();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long waitMillis(NotifyState known) {
        if (isClosed) {
            return 0;
        }
        if (!lease.isHeld() || !unsettled.isEmpty()) {
            return IDLE_WAIT_MILLIS;
        }
        long due = known.dispatch().nextFlushMillis() - clock.millis();
        return Math.min(due, LONGEST_WAIT_MILLIS);
    }

    /** Flushes all groups that are due by now. */
    void flushDue() {
        planAnew();
        if (!settleWritten()) {
            return;
        }
        List<FlushRound> rounds = decide();
        while (!rounds.isEmpty()) {
            boolean isWritten =
                    rows.write(rounds.stream().flatMap(round -> round.row().stream()).toList());
            if (!isWritten && lease.needsJournal()) {
                unsettled.addAll(rounds);
                return;
            }
            rounds.forEach(this::settle);
            rounds = decide();
        }
    }

    /** What was planned by a clock that was set back would be late by as much. */
    private void planAnew() {
        long byMillis = setBack.sinceLastAsked();
        if (byMillis > 0) {
            state.change(known -> known.dispatch().bringForward(byMillis));
            outbox.bringForward(byMillis);
        }
    }

    /** Tells what had to wait until it was written; false if it still has to. */
    private boolean settleWritten() {
        if (unsettled.isEmpty()) {
            return true;
        }
        if (unsettledTerm == lease.term()) {
            if (!rows.retry() && lease.needsJournal()) {
                return false;
            }
            unsettled.forEach(this::settle);
        }
        // What was decided before another process took over was decided by that one, too.
        unsettled.clear();
        return true;
    }

    /** Decides what is due, so many at a time that alerts which come in need not wait for long. */
    private List<FlushRound> decide() {
        unsettledTerm = lease.term();
        boolean isUncertain = lease.isUncertain();
        return state.read(
                known -> {
                    List<FlushRound> rounds = new ArrayList<>();
                    while (rounds.size() < ROUNDS_TOGETHER && !isClosed) {
                        Flush flush = known.dispatch().poll(clock.millis());
                        if (flush == null) {
                            break;
                        }
                        rounds.add(decide(known, flush, isUncertain));
                    }
                    return rounds;
                });
    }

    private FlushRound decide(NotifyState known, Flush flush, boolean isUncertain) {
        FlushRound round = new FlushRound(known, flush, externalUrl, ids::next, isUncertain);
        round.decide();
        round.told()
                .forEach(
                        (channel, told) ->
                                known.told().put(new ToldKey(flush.key(), channel), told));
        known.dispatch().told(flush);
        return round;
    }

    private void settle(FlushRound round) {
        Flush flush = round.flush();
        listener.accept(new GroupEvent.Flushed(flush, round.isHeard()));
        boolean isOver = round.told().values().stream().allMatch(told -> told.firing().isEmpty());
        if (isOver && !round.told().isEmpty()) {
            releaseGroup.accept(flush.key());
        }
        round.deliveries().forEach(outbox::add);
        figures.flushed(round.deliveries().size());
    }

    private void tidy() {
        long now = clock.millis();
        if (now - tidiedAtMillis <= TIDY_MILLIS) {
            return;
        }
        tidiedAtMillis = now;
        Set<String> groups =
                state.read(
                        known -> {
                            known.forgetBefore(
                                    now - ENDED_KEPT_MILLIS,
                                    now - SILENCES_KEPT_MILLIS,
                                    now - HISTORY_MILLIS);
                            return known.dispatch().groupKeys();
                        });
        listener.accept(new GroupEvent.Counted(groups, now));
        var _ =
                rows.write(
                        new JournalRow.Tidied(now, now - ENDED_KEPT_MILLIS, now - HISTORY_MILLIS));
    }

    @Override
    public void close() {
        isClosed = true;
        state.change(known -> {});
    }
}
