package dev.muninn.store.append;

import dev.muninn.model.Append;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SampleSink;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.codec.ChunkCodec;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.head.AcceptRules;
import dev.muninn.store.head.Head;
import dev.muninn.store.head.Stripe;
import dev.muninn.store.wal.LogGroup;
import dev.muninn.store.wal.LogRecords;
import dev.muninn.store.wal.SamplesRecord;
import dev.muninn.store.wal.WriteAheadLog;
import org.jspecify.annotations.Nullable;

/** The writes of one sender: labels to numbers, samples to the head, both to the log. */
public final class StoreSession implements SampleSink.Session {

    /*
     * A sample goes to the head first and, under the same stripe lock, into a record of the log, so
     * that log and head agree on the order. It is acknowledged only once the log has it. One that is
     * in the head with the same value already is logged again: the write that brought it may have
     * failed in the log.
     */

    private final StoreCore core;
    private final Head head;
    private final WriteAheadLog log;
    private final SamplesRecord record = new SamplesRecord();
    private final ByteWriter scratch = new ByteWriter(512);
    private final ChunkCodec codec = new ChunkCodec();
    private final SampleBuffer run = new SampleBuffer();
    private final SenderSeries series;

    /** State of the batch being written. */
    private Rejections rejections = new Rejections();

    private @Nullable LogGroup group;
    private long oldest;
    private long newest;
    private int floats;
    private int histograms;
    private int exemplars;

    public StoreSession(StoreCore core) {
        this.core = core;
        this.head = core.head();
        this.log = core.log();
        this.series = new SenderSeries(core);
    }

    @Override
    public WriteResult write(WriteBatch batch, SampleSink.Durability durability) {
        core.room().check();
        log.checkReady();
        rejections = new Rejections();
        oldest = Long.MAX_VALUE;
        newest = Long.MIN_VALUE;
        floats = 0;
        histograms = 0;
        exemplars = 0;
        group = series.lock(batch, rejections);
        try {
            append(batch, core.acceptRules());
            if (core.changes().isReliedOn(oldest)) {
                noteChanges(batch);
            }
            addExemplars(batch);
        } finally {
            head.readLock().unlock();
        }
        for (MetricMetadata about : batch.metadata()) {
            addMetadata(about);
        }
        WriteResult result = new WriteResult(floats, histograms, exemplars, rejections.toList());
        core.telemetry().wrote(result);
        LogGroup waited = group;
        if (waited != null) {
            core.noteTimes(oldest, newest);
            switch (durability) {
                case SYNC -> log.awaitSynced(waited);
                case ASYNC -> log.awaitWritten(waited);
            }
        }
        return result;
    }

    private void append(WriteBatch batch, AcceptRules rules) {
        boolean isPlain = !batch.hasHistograms() && !batch.hasStartTimestamps();
        record.clear();
        @Nullable Stripe locked = null;
        int touched = 0;
        try {
            for (int i = 0; i < batch.seriesCount(); i++) {
                int ref = series.ref(i);
                if (ref < 0) {
                    continue;
                }
                Stripe stripe = head.samples().stripe(ref);
                if (stripe != locked) {
                    if (locked != null) {
                        logRecord();
                        locked.lock().unlock();
                    }
                    stripe.lock().lock();
                    locked = stripe;
                    touched = i;
                }
                if (i >= touched) {
                    touched = series.touch(stripe, i, batch.seriesCount());
                }
                if (isPlain) {
                    appendFloats(batch, i, ref, stripe, rules);
                } else {
                    appendMixed(batch, i, ref, stripe, rules);
                }
            }
            logRecord();
        } finally {
            if (locked != null) {
                locked.lock().unlock();
            }
        }
    }

    private void appendFloats(
            WriteBatch batch, int index, int ref, Stripe stripe, AcceptRules rules) {
        int end = batch.endSample(index);
        for (int j = batch.firstSample(index); j < end; j++) {
            appendFloat(batch, index, j, ref, stripe, rules);
        }
    }

    private void appendFloat(
            WriteBatch batch, int index, int sample, int ref, Stripe stripe, AcceptRules rules) {
        long time = batch.timestamp(sample);
        long bits = Double.doubleToRawLongBits(batch.value(sample));
        Append outcome = stripe.append(ref, time, bits, rules);
        if (outcome == Append.STORED) {
            record.add(ref, time, bits);
            floats++;
        } else {
            reject(batch, index, time, outcome);
        }
    }

    private void appendMixed(
            WriteBatch batch, int index, int ref, Stripe stripe, AcceptRules rules) {
        run.clear();
        for (int j = batch.firstSample(index); j < batch.endSample(index); j++) {
            NativeHistogram histogram = batch.histogram(j);
            long start = batch.startTimestamp(j);
            if (histogram == null && start == 0) {
                appendFloat(batch, index, j, ref, stripe, rules);
                continue;
            }
            long time = batch.timestamp(j);
            double value = batch.value(j);
            Append outcome = stripe.append(ref, time, value, histogram, start, rules);
            if (outcome == Append.STORED) {
                addToRun(time, value, histogram, start);
            } else {
                reject(batch, index, time, outcome);
            }
        }
        if (!run.isEmpty()) {
            scratch.clear();
            LogRecords.run(ref, run, codec, scratch);
            long first = Long.MAX_VALUE;
            long last = Long.MIN_VALUE;
            for (int i = 0; i < run.size(); i++) {
                first = Math.min(first, run.timestamps()[i]);
                last = Math.max(last, run.timestamps()[i]);
            }
            oldest = Math.min(oldest, first);
            newest = Math.max(newest, last);
            group = log.append(scratch, first, last);
        }
    }

    private void addToRun(
            long time, double value, @Nullable NativeHistogram histogram, long start) {
        if (histogram == null) {
            run.add(time, value);
            floats++;
        } else {
            run.add(time, histogram);
            histograms++;
        }
        if (start != 0) {
            run.startedAt(start);
        }
    }

    private void reject(WriteBatch batch, int index, long time, Append reason) {
        String message =
                rejections.isFirst(reason) ? core.message(reason, batch.labels(index), time) : "";
        rejections.add(reason, 1, message);
    }

    private void logRecord() {
        if (record.count() > 0) {
            oldest = Math.min(oldest, record.oldest());
            newest = Math.max(newest, record.newest());
            group = log.append(record);
            record.clear();
        }
    }

    /** Tells whoever read these times before that there is more now. */
    private void noteChanges(WriteBatch batch) {
        for (int i = 0; i < batch.seriesCount(); i++) {
            long from = Long.MAX_VALUE;
            long to = Long.MIN_VALUE;
            for (int j = batch.firstSample(i); j < batch.endSample(i); j++) {
                from = Math.min(from, batch.timestamp(j));
                to = Math.max(to, batch.timestamp(j));
            }
            int ref = series.ref(i);
            if (ref >= 0 && core.changes().isReliedOn(from)) {
                core.changes().note(head.table().labels(ref).metricName(), from, to);
            }
        }
    }

    private void addExemplars(WriteBatch batch) {
        for (WriteBatch.SeriesExemplar entry : batch.exemplars()) {
            int ref = series.ref(entry.series());
            if (ref >= 0) {
                core.exemplars().add(head.table().labels(ref), entry.exemplar());
                scratch.clear();
                LogRecords.exemplar(ref, entry.exemplar(), scratch);
                group = log.append(scratch, Long.MAX_VALUE, Long.MIN_VALUE);
                exemplars++;
            }
        }
    }

    private void addMetadata(MetricMetadata about) {
        MetricMetadata before = core.metadata().put(about.metric(), about);
        if (!about.equals(before)) {
            scratch.clear();
            LogRecords.metadata(about, scratch);
            group = log.appendLasting(scratch);
        }
    }
}
