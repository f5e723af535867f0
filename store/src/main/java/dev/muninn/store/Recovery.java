package dev.muninn.store;

import dev.muninn.model.Append;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.SampleBuffer;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.head.AcceptRules;
import dev.muninn.store.head.ExemplarRing;
import dev.muninn.store.head.Head;
import dev.muninn.store.head.Stripe;
import dev.muninn.store.wal.LogGap;
import dev.muninn.store.wal.LogRecords;
import dev.muninn.store.wal.LogReplay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills a new head with what the log says. Confined to the thread that opens the store. */
final class Recovery implements LogRecords.Visitor {

    private final Head head;
    private final ExemplarRing exemplars;
    private final Map<String, MetricMetadata> metadata = new HashMap<>();
    private final List<LogGap> gaps = new ArrayList<>();

    /** Number in the log to number in the head + 1; 0 where no series is known. */
    private int[] refs = new int[1024];

    private int nextRef;
    private @Nullable Stripe stripe;
    private long oldest = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;
    private long samples;
    private long homeless;

    Recovery(Hash128 seed, int maxExemplars) {
        head = new Head(seed);
        exemplars = new ExemplarRing(maxExemplars);
    }

    @Override
    public void series(int ref, Labels labels) {
        if (ref >= refs.length) {
            refs = Arrays.copyOf(refs, Math.max(ref + 1, 2 * refs.length));
        }
        nextRef = Math.max(nextRef, ref + 1);
        int known = head.find(labels);
        if (known < 0) {
            head.restore(ref, labels);
            known = ref;
        }
        refs[ref] = known + 1;
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

    /** The stripe of a series, with its lock held until another is asked for. */
    private Stripe locked(int ref) {
        Stripe wanted = head.stripe(ref);
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

    @Override
    public void exemplar(int ref, Exemplar exemplar) {
        int known = known(ref);
        if (known >= 0) {
            exemplars.add(head.table().labels(known), exemplar);
        }
    }

    @Override
    public void metadata(MetricMetadata about) {
        metadata.put(about.metric(), about);
    }

    @Override
    public void flushed(long beforeSegment, long beforeMillis) {
        // The replay itself passes over what is in blocks.
    }

    /** Ends the replay. */
    void finish(LogReplay.Result result) {
        unlock();
        head.startNumbersAt(nextRef);
        gaps.addAll(result.gaps());
        if (homeless > 0) {
            gaps.add(
                    new LogGap(
                            "the log's list of series",
                            0,
                            0,
                            result.gaps().stream()
                                    .mapToLong(LogGap::oldestMillis)
                                    .min()
                                    .orElse(Long.MIN_VALUE),
                            Long.MAX_VALUE));
        }
    }

    Head head() {
        return head;
    }

    ExemplarRing exemplars() {
        return exemplars;
    }

    Map<String, MetricMetadata> metadata() {
        return metadata;
    }

    List<LogGap> gaps() {
        return gaps;
    }

    long oldest() {
        return oldest;
    }

    long newest() {
        return newest;
    }

    long samples() {
        return samples;
    }

    /** Samples of series that no record describes: it was damaged. */
    long homelessSamples() {
        return homeless;
    }
}
