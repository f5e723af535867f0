package dev.muninn.ingest.shape;

import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Append;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.SampleSink.Session;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Leaves out series that are more than their source may have; used by one thread at a time. */
final class LimitedSession implements Session {

    private final Session store;
    private final SourceSeries known;
    private final LongAdder leftOut;
    private final TextHash hash;
    private final WriteBatch admitted = new WriteBatch();
    private String firstRefusal = "";
    private int refusedSamples;

    LimitedSession(Session store, SourceSeries known, LongAdder leftOut, long seed) {
        this.store = store;
        this.known = known;
        this.leftOut = leftOut;
        hash = new TextHash(seed);
    }

    @Override
    public WriteResult write(WriteBatch batch, Durability durability) {
        int refused = firstRefused(batch);
        if (refused < 0) {
            return store.write(batch, durability);
        }
        refusedSamples = 0;
        firstRefusal = known.refusal(batch.labels(refused));
        BatchCopy.copy(batch, admitted, this::copy);
        WriteResult written =
                admitted.isEmpty() ? WriteResult.EMPTY : store.write(admitted, durability);
        leftOut.add(refusedSamples);
        return withRefused(written);
    }

    /** The first series that is refused, or -1: mostly all are known, and nothing is copied. */
    private int firstRefused(WriteBatch batch) {
        for (int i = 0; i < batch.seriesCount(); i++) {
            if (!admits(batch, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean admits(WriteBatch batch, int series) {
        hash.take(batch.labelBuffer(), batch.labelStart(series), batch.labelEnd(series), 0);
        return known.admits(hash.high());
    }

    private boolean copy(WriteBatch from, int series, WriteBatch to) {
        if (!admits(from, series)) {
            refusedSamples += from.endSample(series) - from.firstSample(series);
            return false;
        }
        to.addSeries(from.labelBuffer(), from.labelStart(series), from.labelEnd(series));
        for (int i = from.firstSample(series); i < from.endSample(series); i++) {
            BatchCopy.addSample(from, i, to);
        }
        return true;
    }

    private WriteResult withRefused(WriteResult written) {
        List<WriteResult.Rejection> rejections = new ArrayList<>(written.rejections());
        rejections.add(
                new WriteResult.Rejection(Append.SERIES_LIMIT, refusedSamples, firstRefusal));
        return new WriteResult(
                written.samples(), written.histograms(), written.exemplars(), rejections);
    }
}
