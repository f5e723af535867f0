package dev.muninn.alert.lease;

import dev.muninn.alert.lease.HeldTime.Moment;
import dev.muninn.alert.lease.LeaseTable.Row;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The lease as processes on one database share it. */
public final class SharedLease implements Lease {

    /*
     * The owner counts up a number in the database, once in a fifth of the lease's length. Another
     * process takes over when it has seen the number stand still for the whole length by its own
     * clock; the owner counts from before it wrote the number, and stops after four fifths. So no
     * two clocks are ever compared. A process that was stopped in between finds its time over when
     * it wakes. What it had begun to write is refused, as the take-over changed the token with
     * which every transaction begins.
     *
     * While the database answers nobody, no other process can take over, but neither can the owner
     * tell that from being the only one cut off. Where no other process can be there it goes on;
     * else it keeps quiet for a while, then tells again. After that while it says in any case that
     * others may have told the same: one that has started since then it has never seen. That one
     * says so for the while before, as it has not seen the owner renew and takes over from it.
     *
     * One thread looks and calls the shift; all others only read.
     */

    static final String OWNER_HELP =
            "Whether this process tells people of alerts, and does not stand by.";

    private static final System.Logger LOGGER = System.getLogger(SharedLease.class.getName());

    /** Longer than a process waits in vain for a database that does not answer. */
    private static final Duration UNTIL_NEXT_FAILURE = Duration.ofMinutes(1);

    private final LeaseTable table;
    private final LeaseOptions options;
    private final Clock clock;
    private final Neighbours neighbours;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongAdder takeovers = new LongAdder();
    private final Thread thread;

    private final long startedMillis;

    private volatile Row known = new Row(0, "", 0, 0);

    private final Tenure tenure;
    private final CutOff cutOff;
    private final Standstill standstill = new Standstill();

    /** The last one of another process that was told in the log. */
    private long toldToken = -1;

    private volatile @Nullable ShiftWork work;

    public SharedLease(CatalogDatabase database, LeaseOptions options, Clock clock) {
        table = new LeaseTable(database);
        this.options = options;
        this.clock = clock;
        neighbours = new Neighbours(options.node());
        startedMillis = clock.millis();
        cutOff = new CutOff(options.patience(), clock);
        // Shorter than others wait: they must not begin before this process has stopped.
        tenure = new Tenure(options.length().multipliedBy(4).dividedBy(5), clock);
        thread = Thread.ofPlatform().name("alert-lease").daemon().unstarted(this::work);
    }

    @Override
    public void start(Shift toWork) {
        serve(toWork);
        look();
        thread.start();
    }

    /** Gives the shift to work; it is held by nobody before the shift has begun. */
    void serve(Shift toWork) {
        work = new ShiftWork(toWork);
    }

    private void work() {
        long pause = options.length().toMillis() / 5;
        try {
            while (!closed.await(pause, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Renews, or looks whether there is something to take over; called by the one thread. */
    void look() {
        try {
            if (tenure.isOwn()) {
                renew();
            } else {
                watch();
            }
            reached();
        } catch (MuninnException e) {
            notReached(e);
        }
        ShiftWork toDo = work;
        if (toDo != null) {
            toDo.follow(tenure.isOwn(), tenure.isInTime());
        }
    }

    private void renew() {
        Moment begun = tenure.moment();
        if (!table.renew(tenure.token())) {
            lost();
            return;
        }
        tenure.goOn(begun);
    }

    private void lost() {
        long _ = tenure.end();
        disown();
        standstill.forget();
        LOGGER.log(
                System.Logger.Level.WARNING,
                "another node took over notification while this one did not answer; this one"
                        + " stands by");
    }

    /** Another process has it, whoever that is. */
    private void disown() {
        known = new Row(known.token(), "", 0, 0);
    }

    private void watch() {
        long before = clock.nanos();
        Row row = table.read();
        known = row;
        standstill.note(row, clock.nanos());
        if (row.owner().isEmpty() || standstill.hasLasted(options.length(), before)) {
            take(row);
        } else if (row.token() != toldToken) {
            toldToken = row.token();
            LOGGER.log(System.Logger.Level.INFO, status().sentence());
        }
    }

    private void take(Row row) {
        Moment begun = tenure.moment();
        if (!table.take(row, options.node(), begun.millis())) {
            return;
        }
        known = new Row(row.token() + 1, options.node(), begun.millis(), 0);
        tenure.begin(row.token() + 1, begun, doubt(row));
        takeovers.increment();
        LOGGER.log(
                System.Logger.Level.INFO,
                row.owner().isEmpty()
                        ? "this node, {0}, owns notification"
                        : "this node, {0}, takes over notification from {1}, which does not answer",
                options.node(),
                row.owner());
    }

    /** For how long the owner before may go on telling people, if it never saw this process. */
    private Duration doubt(Row before) {
        boolean isGone = before.owner().isEmpty() || before.owner().equals(options.node());
        return isGone || standstill.wasSeenByOwner() ? Duration.ZERO : options.patience();
    }

    private void reached() {
        long now = clock.nanos();
        neighbours.note(table.look(options.node()), now);
        cutOff.end();
        if (tenure.isOwn()) {
            table.forget(neighbours.gone(now));
        }
    }

    private void notReached(MuninnException e) {
        standstill.forget();
        if (tenure.isOwn()
                && cutOff.goesOn(neighbours.mayBeThere(), String.valueOf(e.getMessage()))) {
            tenure.goOn(UNTIL_NEXT_FAILURE);
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isHeld() {
        ShiftWork doing = work;
        return tenure.isInTime() && (doing == null || doing.isOn());
    }

    @Override
    public void requireHeld() {
        if (!isHeld()) {
            throw standsBy();
        }
    }

    @Override
    public long term() {
        return isHeld() ? tenure.token() : 0;
    }

    @Override
    public boolean needsJournal() {
        return neighbours.mayBeThere() && !cutOff.isOn();
    }

    @Override
    public boolean isUncertain() {
        return cutOff.isUncertain() || tenure.isDoubted();
    }

    @Override
    public CatalogDatabase fenced(CatalogDatabase database) {
        return database.fencedBy(this::check);
    }

    private void check(DSLContext sql) {
        long mine = tenure.token();
        if (mine == 0) {
            throw standsBy();
        }
        if (!LeaseTable.isGood(sql, mine)) {
            // The time in which it may be believed is over at once, not at the next look.
            tenure.doubt();
            disown();
            throw standsBy();
        }
    }

    private MuninnException standsBy() {
        return new MuninnException(
                MuninnException.Kind.UNAVAILABLE,
                status().sentence() + ": ask that one, or try again in a moment");
    }

    @Override
    public LeaseStatus status() {
        Row row = known;
        return new LeaseStatus(
                options.node(),
                row.owner(),
                row.owner().isEmpty() ? startedMillis : row.sinceMillis(),
                neighbours.nodes(),
                true);
    }

    @Override
    public void report(Telemetry to) {
        to.gauge("muninn_notify_owner", OWNER_HELP, isHeld() ? 1 : 0);
        to.gauge(
                "muninn_notify_nodes",
                "Processes on the database of alerts that were seen in the last minute.",
                neighbours.nodes().size());
        to.counter(
                "muninn_notify_takeovers_total",
                "How often this process began to tell people of alerts.",
                takeovers.doubleValue());
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (thread.getState() != Thread.State.NEW) {
                var _ = thread.join(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long mine = tenure.end();
        try {
            if (mine != 0) {
                table.release(mine);
            }
            table.forget(List.of(options.node()));
        } catch (MuninnException e) {
            LOGGER.log(
                    System.Logger.Level.DEBUG,
                    "that this node ends is not written down, others notice: {0}",
                    e.getMessage());
        }
    }
}
