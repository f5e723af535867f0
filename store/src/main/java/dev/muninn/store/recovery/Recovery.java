package dev.muninn.store.recovery;

import dev.muninn.model.Exemplar;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.MetricMetadata;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.bytes.Hasher;
import dev.muninn.store.head.CanonicalLabels;
import dev.muninn.store.head.ExemplarRing;
import dev.muninn.store.head.Head;
import dev.muninn.store.wal.LogGap;
import dev.muninn.store.wal.LogRecords;
import dev.muninn.store.wal.LogReplay;
import dev.muninn.store.wal.LoggedSamples;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills a new head with what the log says. Confined to the thread that opens the store. */
public final class Recovery implements LogRecords.Visitor, AutoCloseable {

    /** More lanes than this wait for the one thread that reads. */
    private static final int MAX_LANES = 16;

    private final Head head;
    private final ExemplarRing exemplars;
    private final Map<String, MetricMetadata> metadata = new HashMap<>();
    private final Set<LogGap> gaps = new LinkedHashSet<>();

    private final CanonicalLabels canonical = new CanonicalLabels();
    private final Hasher hasher;

    /** Number in the log to number in the head + 1; 0 where no series is known. */
    private int[] refs = new int[1024];

    private int nextRef;
    private final ReplayLanes lanes;

    public Recovery(Hash128 seed, int maxExemplars) {
        head = new Head(seed);
        hasher = head.hasher();
        exemplars = new ExemplarRing(maxExemplars);
        lanes =
                new ReplayLanes(
                        head, Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_LANES));
    }

    @Override
    public void series(int ref, byte[] bytes, int from, int to) {
        if (ref >= refs.length) {
            refs = Arrays.copyOf(refs, Math.max(ref + 1, 2 * refs.length));
        }
        nextRef = Math.max(nextRef, ref + 1);
        int known = head.find(hasher.hash(bytes, from, to), -1);
        if (known < 0) {
            if (canonical.read(bytes, from, to)) {
                head.restore(ref, canonical, hasher);
            } else {
                head.restore(ref, LabelBytes.decode(bytes, from, to - from));
            }
            known = ref;
        }
        refs[ref] = known + 1;
    }

    @Override
    public void samples(LoggedSamples record) {
        lanes.add(record, refs);
    }

    @Override
    public void exemplar(int ref, Exemplar exemplar) {
        int known = ref >= 0 && ref < refs.length ? refs[ref] - 1 : -1;
        if (known >= 0) {
            exemplars.add(head.table().labels(known), exemplar);
        }
    }

    @Override
    public void metadata(MetricMetadata about) {
        metadata.put(about.metric(), about);
    }

    @Override
    public void gap(LogGap gap) {
        gaps.add(gap);
    }

    /**
     * Ends the replay.
     *
     * @param newestMillis no sample in the log is newer
     */
    public void finish(LogReplay.Result result, long newestMillis) {
        lanes.close();
        head.startNumbersAt(nextRef);
        result.gaps().forEach(gap -> gaps.add(gap.notAfter(newestMillis)));
        for (LoggedSamples record : lanes.senseless()) {
            gaps.add(
                    new LogGap(
                            record.file(),
                            record.from(),
                            record.to(),
                            Long.MIN_VALUE,
                            newestMillis));
        }
        if (lanes.homeless() > 0) {
            gaps.add(
                    new LogGap(
                            "the log's list of series",
                            0,
                            0,
                            result.gaps().stream()
                                    .mapToLong(LogGap::oldestMillis)
                                    .min()
                                    .orElse(Long.MIN_VALUE),
                            newestMillis));
        }
    }

    /** Ends its threads, also of a replay that failed. */
    @Override
    public void close() {
        lanes.close();
    }

    public Head head() {
        return head;
    }

    public ExemplarRing exemplars() {
        return exemplars;
    }

    public Map<String, MetricMetadata> metadata() {
        return metadata;
    }

    public List<LogGap> gaps() {
        return List.copyOf(gaps);
    }

    public long oldest() {
        return lanes.oldest();
    }

    public long newest() {
        return lanes.newest();
    }

    public long samples() {
        return lanes.samples();
    }
}
