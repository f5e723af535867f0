package dev.muninn.store.recovery;

import dev.muninn.model.Append;
import dev.muninn.model.SampleBuffer;
import dev.muninn.store.head.AcceptRules;
import dev.muninn.store.head.Head;
import dev.muninn.store.head.Stripe;
import dev.muninn.store.wal.LoggedSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Threads that put samples of the log into the head, each those of stripes of its own. */
final class ReplayLanes implements AutoCloseable {

    /** Enough to keep a lane busy while another one is fed. */
    private static final int WAITING = 32;

    private static final System.Logger logger = System.getLogger(ReplayLanes.class.getName());

    /** A record with the numbers of series as they were when it was read; none is the end. */
    private record Piece(@Nullable LoggedSamples samples, int[] refs) {}

    private final Head head;
    private final List<Lane> lanes = new ArrayList<>();
    private boolean isEnded;

    ReplayLanes(Head head, int count) {
        this.head = head;
        for (int i = 0; i < count; i++) {
            lanes.add(new Lane());
        }
    }

    /**
     * Hands a record over. All records of a stripe are put in in the order in which they came.
     *
     * @param refs by number in the log, the number in the head + 1; not to be changed up to the
     *     series that the record speaks of
     */
    void add(LoggedSamples record, int[] refs) {
        int first = record.firstRef();
        int known = first >= 0 && first < refs.length ? refs[first] - 1 : -1;
        int stripe = Math.max(0, known) >>> Stripe.SHIFT;
        lanes.get(stripe % lanes.size()).add(new Piece(record, refs));
    }

    /** Waits until everything is in. */
    @Override
    public void close() {
        if (isEnded) {
            return;
        }
        isEnded = true;
        lanes.forEach(Lane::end);
        lanes.forEach(Lane::join);
    }

    long oldest() {
        return lanes.stream().mapToLong(lane -> lane.oldest).min().orElse(Long.MAX_VALUE);
    }

    long newest() {
        return lanes.stream().mapToLong(lane -> lane.newest).max().orElse(Long.MIN_VALUE);
    }

    long samples() {
        return lanes.stream().mapToLong(lane -> lane.samples).sum();
    }

    /** Samples of series that no record describes: it was damaged. */
    long homeless() {
        return lanes.stream().mapToLong(lane -> lane.homeless).sum();
    }

    /** Records that are whole and yet make no sense. */
    List<LoggedSamples> senseless() {
        List<LoggedSamples> all = new ArrayList<>();
        lanes.forEach(lane -> all.addAll(lane.senseless));
        return all;
    }

    /** One thread; its results may be read once it has ended. */
    private final class Lane implements LoggedSamples.Visitor {

        private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(WAITING);
        private final List<LoggedSamples> senseless = new ArrayList<>();
        private @Nullable Thread thread;
        private int[] refs = {};
        private @Nullable Stripe stripe;
        private long oldest = Long.MAX_VALUE;
        private long newest = Long.MIN_VALUE;
        private long samples;
        private long homeless;

        void add(Piece piece) {
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("store-replay").start(this::run);
            }
            uninterrupted(() -> pieces.put(piece));
        }

        void end() {
            if (thread != null) {
                uninterrupted(() -> pieces.put(new Piece(null, new int[0])));
            }
        }

        void join() {
            Thread started = thread;
            if (started != null) {
                uninterrupted(started::join);
            }
        }

        private void run() {
            Piece[] next = new Piece[1];
            while (true) {
                uninterrupted(() -> next[0] = pieces.take());
                LoggedSamples record = next[0].samples();
                if (record == null) {
                    return;
                }
                refs = next[0].refs();
                put(record);
            }
        }

        private void put(LoggedSamples record) {
            try {
                record.tell(this);
            } catch (RuntimeException e) {
                // Whole by its checksum and yet senseless: a mistake of the writer.
                logger.log(
                        System.Logger.Level.WARNING,
                        "record of " + record.file() + " passed over",
                        e);
                senseless.add(record);
            } finally {
                unlock();
            }
        }

        private int known(int ref) {
            return ref >= 0 && ref < refs.length ? refs[ref] - 1 : -1;
        }

        @Override
        public void sample(int ref, long time, long valueBits) {
            int known = known(ref);
            if (known < 0) {
                homeless++;
                return;
            }
            count(time, locked(known).append(known, time, valueBits, AcceptRules.ALL));
        }

        @Override
        public void run(int ref, SampleBuffer run) {
            int known = known(ref);
            if (known < 0) {
                homeless += run.size();
                return;
            }
            Stripe target = locked(known);
            long[] starts = run.startTimestamps();
            for (int i = 0; i < run.size(); i++) {
                long time = run.timestamps()[i];
                long start = starts == null ? 0 : starts[i];
                count(
                        time,
                        target.append(
                                known,
                                time,
                                run.values()[i],
                                run.histogram(i),
                                start,
                                AcceptRules.ALL));
            }
        }

        /** The stripe of a series, with its lock held until another is asked for. */
        private Stripe locked(int ref) {
            Stripe wanted = head.samples().stripe(ref);
            if (wanted != stripe) {
                unlock();
                wanted.lock().lock();
                stripe = wanted;
            }
            return wanted;
        }

        private void unlock() {
            Stripe held = stripe;
            if (held != null) {
                held.lock().unlock();
                stripe = null;
            }
        }

        private void count(long time, Append outcome) {
            if (outcome == Append.STORED) {
                samples++;
                oldest = Math.min(oldest, time);
                newest = Math.max(newest, time);
            }
        }
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void uninterrupted(Waiting waiting) {
        boolean isInterrupted = false;
        while (true) {
            try {
                waiting.run();
                break;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
