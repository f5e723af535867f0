package dev.muninn.alert.notify;

import dev.muninn.alert.deliver.Outbox;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.journal.AlertJournal;
import dev.muninn.alert.journal.InboxTable;
import dev.muninn.alert.lease.Shift;
import dev.muninn.model.Clock;
import java.util.Collection;
import java.util.function.Consumer;

/** Takes up where another process, or this one before a restart, has stopped telling people. */
final class Handover implements Shift {

    /** Whoever looks at a process that stands by need not see the last seconds. */
    private static final long SEEN_MILLIS = 5_000;

    private final GuardedState state;
    private final AlertJournal journal;
    private final InboxTable inbox;
    private final Outbox outbox;
    private final JournalRows rows;
    private final Consumer<Collection<ActiveAlert>> taker;
    private final Clock clock;
    private final HeardMeanwhile heard = new HeardMeanwhile();
    private boolean isOnDuty;
    private long readMillis;

    Handover(
            GuardedState state,
            AlertJournal journal,
            InboxTable inbox,
            Outbox outbox,
            JournalRows rows,
            Consumer<Collection<ActiveAlert>> taker,
            Clock clock) {
        this.state = state;
        this.journal = journal;
        this.inbox = inbox;
        this.outbox = outbox;
        this.rows = rows;
        this.taker = taker;
        this.clock = clock;
    }

    @Override
    public synchronized void begin() {
        readJournal();
        journal.waiting().forEach(outbox::resume);
        isOnDuty = true;
    }

    private void readJournal() {
        NotifyState fresh = NotifyState.of(state.read(NotifyState::config));
        fresh.load(journal, clock.millis());
        state.replace(fresh);
    }

    @Override
    public void goOn() {
        taker.accept(heard.take());
        inbox.drain(taker::accept);
    }

    @Override
    public synchronized void end() {
        isOnDuty = false;
        readMillis = 0;
        outbox.clear();
        rows.clear();
    }

    /** Keeps what own rules say while another process tells people. */
    void note(Collection<ActiveAlert> alerts) {
        heard.note(alerts, clock.millis());
    }

    /** Hands alerts of others to the process that tells people; they are kept when this returns. */
    void passOn(Collection<ActiveAlert> alerts) {
        inbox.add(alerts);
    }

    /** Lets those who look at a process that stands by see what the other one did. */
    synchronized void catchUp() {
        long now = clock.millis();
        if (!isOnDuty && Math.abs(now - readMillis) > SEEN_MILLIS) {
            readJournal();
            readMillis = now;
        }
    }
}
