package dev.muninn.store.core;

import dev.muninn.model.Append;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.store.block.Blocks;
import dev.muninn.store.disk.Disk;
import dev.muninn.store.head.AcceptRules;
import dev.muninn.store.head.ExemplarRing;
import dev.muninn.store.head.Head;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.store.recovery.Recovery;
import dev.muninn.store.wal.LogGap;
import dev.muninn.store.wal.WriteAheadLog;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The parts of an open store that writing, reading and care share. Safe for use by many threads.
 */
public final class StoreCore {

    private final Disk disk;
    private final StoreOptions options;
    private final Clock clock;
    private final Head head;
    private final Blocks blocks;
    private final WriteAheadLog log;
    private final ExemplarRing exemplars;
    private final NavigableMap<String, MetricMetadata> metadata;
    private final List<LogGap> gaps;
    private final LabelLimits limits;
    private final StoreTelemetry telemetry;
    private final Room room;
    private final SampleFloor floor;
    private final Changes changes;
    private final ChurnLog churn;
    private final AtomicLong headOldest = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong headNewest = new AtomicLong(Long.MIN_VALUE);

    public StoreCore(
            Disk disk,
            StoreOptions options,
            Clock clock,
            Blocks blocks,
            Recovery recovered,
            WriteAheadLog log,
            SampleFloor floor) {
        this.disk = disk;
        this.options = options;
        this.clock = clock;
        this.blocks = blocks;
        this.log = log;
        this.floor = floor;
        head = recovered.head();
        exemplars = recovered.exemplars();
        metadata = new ConcurrentSkipListMap<>(recovered.metadata());
        gaps = recovered.gaps();
        limits = new LabelLimits(options.limits());
        telemetry = new StoreTelemetry();
        room = new Room(disk, head, options.headBytes());
        changes = new Changes(clock.millis());
        churn = new ChurnLog(head.seriesCreated(), head.seriesCount());
        noteTimes(recovered.oldest(), recovered.newest());
    }

    public Disk disk() {
        return disk;
    }

    public StoreOptions options() {
        return options;
    }

    public Clock clock() {
        return clock;
    }

    public Head head() {
        return head;
    }

    public Blocks blocks() {
        return blocks;
    }

    public WriteAheadLog log() {
        return log;
    }

    public ExemplarRing exemplars() {
        return exemplars;
    }

    public NavigableMap<String, MetricMetadata> metadata() {
        return metadata;
    }

    /** Damage found in the log when the store was opened. */
    public List<LogGap> gaps() {
        return gaps;
    }

    public LabelLimits limits() {
        return limits;
    }

    public StoreTelemetry telemetry() {
        return telemetry;
    }

    public Room room() {
        return room;
    }

    /** Up to when samples were deleted for want of room. */
    public SampleFloor floor() {
        return floor;
    }

    public ChurnLog churn() {
        return churn;
    }

    /** What late samples and deletions did to times that were read. */
    public Changes changes() {
        return changes;
    }

    public AcceptRules acceptRules() {
        long now = clock.millis();
        return new AcceptRules(
                Math.max(floor.millis(), now - options.retention().raw().toMillis()),
                now + options.futureLimit().toMillis(),
                options.outOfOrderWindow().toMillis());
    }

    /** Widens what is known of the head's times. */
    public void noteTimes(long oldest, long newest) {
        headOldest.accumulateAndGet(oldest, Math::min);
        headNewest.accumulateAndGet(newest, Math::max);
    }

    /** Not newer than the oldest sample in the head. */
    public long headOldest() {
        return headOldest.get();
    }

    /** Time of the newest sample that came since the store was opened or was in its log. */
    public long headNewest() {
        return headNewest.get();
    }

    /** Says that the head has nothing older. */
    public void headStartsAt(long millis) {
        headOldest.set(millis);
    }

    /** The newest sample anywhere. */
    public long newest() {
        long newest = headNewest();
        for (var meta : blocks.metas()) {
            newest = Math.max(newest, meta.maxTime());
        }
        return newest;
    }

    /** Samples before may have been deleted as they are past their retention. */
    public long samplesSince() {
        // A clock that jumped ahead must not delete anything: there has to be data that new.
        long now = Math.min(clock.millis(), newest());
        return now == Long.MIN_VALUE
                ? floor.millis()
                : Math.max(floor.millis(), now - options.retention().raw().toMillis());
    }

    /** Why a sample was refused, for people. */
    public String message(Append reason, Labels labels, long time) {
        String sample = "sample of " + labels + " at " + Instant.ofEpochMilli(time);
        return switch (reason) {
            case TOO_OLD ->
                    sample
                            + (time < floor.millis()
                                    ? " is older than store.retention.size leaves room for, or"
                                    : " is")
                            + " older than store.retention.raw ("
                            + options.retention().raw()
                            + ") or more than store.out-of-order-window ("
                            + options.outOfOrderWindow()
                            + ") behind the newest of its series";
            case TOO_FAR_AHEAD ->
                    sample
                            + " is more than store.future-limit ("
                            + options.futureLimit()
                            + ") ahead of this machine's clock: compare the clocks";
            case DUPLICATE -> sample + ": another value is stored for this time already";
            case STORED, INVALID_LABELS, INVALID_HISTOGRAM, SERIES_LIMIT, UNSUPPORTED ->
                    sample + ": " + reason.reason();
        };
    }
}
