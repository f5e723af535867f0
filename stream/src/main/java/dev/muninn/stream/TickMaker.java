package dev.muninn.stream;

import dev.muninn.model.JsonBuffer;
import dev.muninn.query.ResultSeries;
import dev.muninn.stream.coding.Coding;
import dev.muninn.stream.coding.ExactCoding;
import dev.muninn.stream.coding.RoundedCoding;
import dev.muninn.stream.coding.Scales;
import dev.muninn.stream.frame.Frame;
import dev.muninn.stream.frame.SeriesFrames;
import dev.muninn.stream.frame.Tick;
import dev.muninn.stream.frame.Timeline;
import dev.muninn.stream.frame.Wording;
import dev.muninn.stream.series.Amendments;
import dev.muninn.stream.series.LiveSeries;
import dev.muninn.stream.series.PointGrid;
import dev.muninn.stream.series.Row;
import dev.muninn.stream.series.SeriesTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Makes a view's ticks from evaluated values, within one epoch; used by one tick at a time. */
final class TickMaker {

    /** Late samples are looked for this often, or at every tick where those are rarer. */
    private static final long AMEND_EVERY_MILLIS = 10_000;

    private final String name;
    private final int vid;
    private final ViewSpec spec;
    private final List<String> refs;
    private final long epoch;
    private final SeriesTable table;
    private final Scales scales;
    private final @Nullable Amendments amendments;
    private Coding coding = ExactCoding.INSTANCE;
    private Wording wording;

    /** What was found out after the last tick, to be told before the next one. */
    private @Nullable PointGrid amendment;

    /** The last tick after which those before it were asked for that were left out. */
    private long filledAtMillis;

    private byte[] lastSummary = {};

    TickMaker(
            String name,
            int vid,
            ViewSpec spec,
            long epoch,
            IntSupplier sids,
            StreamOptions options) {
        this.name = name;
        this.vid = vid;
        this.spec = spec;
        this.epoch = epoch;
        refs = spec.refs();
        table = new SeriesTable(refs, sids, options.maxSeries());
        scales = new Scales(spec.queries().size());
        if (spec.tier() == Tier.LOW_BANDWIDTH) {
            coding = scales.coding();
        }
        wording =
                spec.tier() == Tier.MINIMAL_RESOURCES
                        ? Wording.ofSummaries()
                        : Wording.of(name, vid, epoch, coding);
        long window = options.amendWindow().toMillis() / spec.stepMillis();
        amendments =
                window < 1 || spec.tier() == Tier.MINIMAL_RESOURCES
                        ? null
                        : new Amendments(
                                spec.stepMillis(),
                                Math.toIntExact(Math.min(window + 1, Row.KEPT_TICKS)));
    }

    /** The beginning of the epoch. */
    Timeline begin(long timeMillis, LongAdder framesEncoded) {
        return Timeline.begin(epoch, spec.stepMillis(), timeMillis, wording, framesEncoded);
    }

    void beginTick(long seq) {
        table.beginRow(seq);
    }

    /** Takes a query's values of this tick; refuses as {@link SeriesTable#put}. */
    void put(int query, List<ResultSeries> values) {
        table.put(query, values);
    }

    /** The timeline with this tick; the one before where there is nothing to say. */
    Timeline endTick(Timeline before, long seq, long timeMillis) {
        table.endRow();
        return spec.tier() == Tier.MINIMAL_RESOURCES
                ? summarize(before, seq, timeMillis)
                : advance(before, seq, timeMillis);
    }

    private Timeline advance(Timeline before, long seq, long timeMillis) {
        Map<String, Integer> changedScales = rescale();
        Frame change = null;
        List<LiveSeries> living = before.living();
        if (table.hasChanged() || !changedScales.isEmpty()) {
            change = SeriesFrames.of(name, epoch, table.added(), table.dropped(), changedScales);
            living = table.living();
        }
        Row row = table.encode(coding);
        if (amendments != null) {
            amendments.tell(timeMillis, living, row.values());
        }
        Tick tick = new Tick(seq, timeMillis, amendment, change, row.values(), row.coded());
        amendment = null;
        return before.with(tick, living, row.bases(), wording);
    }

    private Map<String, Integer> rescale() {
        if (!(coding instanceof RoundedCoding(var digits))) {
            return Map.of();
        }
        table.show(scales);
        RoundedCoding now = scales.coding();
        Map<String, Integer> changed = new LinkedHashMap<>();
        for (int i = 0; i < digits.size(); i++) {
            if (!now.digits().get(i).equals(digits.get(i))) {
                table.forgetBases(i);
                changed.put(spec.queries().get(i).ref(), now.digits().get(i));
            }
        }
        if (!changed.isEmpty()) {
            coding = now;
            wording = Wording.of(name, vid, epoch, coding);
        }
        return changed;
    }

    private Timeline summarize(Timeline before, long seq, long timeMillis) {
        JsonBuffer figures = new JsonBuffer(256);
        table.summarize(figures);
        byte[] summary = figures.toBytes();
        if (Arrays.equals(summary, lastSummary)) {
            return before;
        }
        lastSummary = summary;
        JsonBuffer json = new JsonBuffer(summary.length + 128);
        json.raw("{\"type\":\"summary\",\"view\":").string(name);
        json.raw(",\"epoch\":").number(epoch).raw(",\"seq\":").number(seq);
        json.raw(",\"t\":").number(timeMillis).raw(",\"queries\":[").raw(summary).raw("]}");
        Tick tick = new Tick(seq, timeMillis, null, null, new double[0], json.toBytes());
        return before.with(tick, List.of(), new double[0], wording);
    }

    /**
     * From which time on values are wanted again, or null if this is not the time to ask. Ticks
     * that were left out are asked for at once, but seldom: who is too slow must not get slower.
     */
    @Nullable Long amendFrom(long timeMillis) {
        if (amendments == null) {
            return null;
        }
        long every = Math.max(1, AMEND_EVERY_MILLIS / spec.stepMillis());
        if (timeMillis / spec.stepMillis() % every == 0) {
            return amendments.fromMillis();
        }
        Long leftOut = amendments.leftOutFrom();
        if (leftOut == null || timeMillis < filledAtMillis + AMEND_EVERY_MILLIS) {
            return null;
        }
        filledAtMillis = timeMillis;
        return leftOut;
    }

    /** Compares with what was told; what is other is told before the next tick. */
    boolean amend(
            long fromMillis, List<LiveSeries> living, List<@Nullable List<ResultSeries>> now) {
        if (amendments != null) {
            amendment = amendments.compare(fromMillis, living, refs, now, coding);
        }
        return amendment != null;
    }
}
