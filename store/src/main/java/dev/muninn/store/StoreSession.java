package dev.muninn.store;

import dev.muninn.model.Append;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SampleSink;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.bytes.Hasher;
import dev.muninn.store.codec.ChunkCodec;
import dev.muninn.store.head.AcceptRules;
import dev.muninn.store.head.Head;
import dev.muninn.store.head.Stripe;
import dev.muninn.store.wal.LogGroup;
import dev.muninn.store.wal.LogRecords;
import dev.muninn.store.wal.SamplesRecord;
import dev.muninn.store.wal.WriteAheadLog;
import org.jspecify.annotations.Nullable;

/** The writes of one sender: labels to numbers, samples to the head, both to the log. */
final class StoreSession implements SampleSink.Session {

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
    private final Hasher hasher;
    private final Newcomers newcomers;
    private final Successors successors = new Successors();
    private int[] refs = new int[64];
    private int lastRef = -1;

    /** State of the batch being written. */
    private Rejections rejections = new Rejections();

    private @Nullable LogGroup group;
    private long oldest;
    private long newest;
    private int floats;
    private int histograms;
    private int exemplars;

    StoreSession(StoreCore core) {
        this.core = core;
        this.head = core.head();
        this.log = core.log();
        this.hasher = head.hasher();
        this.newcomers = new Newcomers(core, hasher);
    }

    @Override
    public WriteResult write(WriteBatch batch, SampleSink.Durability durability) {
        core.room().check();
        log.checkReady();
        rejections = new Rejections();
        group = null;
        oldest = Long.MAX_VALUE;
        newest = Long.MIN_VALUE;
        floats = 0;
        histograms = 0;
        exemplars = 0;
        if (refs.length < batch.seriesCount()) {
            refs = new int[Math.max(batch.seriesCount(), 2 * refs.length)];
        }
        lockResolved(batch);
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

    /** Finds or creates all series of the batch; returns with the head's read lock held. */
    private void lockResolved(WriteBatch batch) {
        head.readLock().lock();
        boolean isResolved = false;
        try {
            isResolved = resolve(batch);
        } finally {
            if (!isResolved) {
                head.readLock().unlock();
            }
        }
        if (!isResolved) {
            lockCreated(batch);
        }
    }

    private void lockCreated(WriteBatch batch) {
        head.writeLock().lock();
        try {
            for (int i = 0; i < batch.seriesCount(); i++) {
                hasher.hash(batch.labelBuffer(), batch.labelStart(i), batch.labelEnd(i));
                int ref = head.find(hasher, lastRef + 1);
                refs[i] = ref >= 0 ? ref : newcomers.take(batch, i, rejections);
                if (refs[i] >= 0) {
                    successors.follow(lastRef, refs[i]);
                    lastRef = refs[i];
                }
            }
            LogGroup logged = newcomers.takeGroup();
            group = logged == null ? group : logged;
            // Taken before the other is given back, so that nothing found can be removed.
            head.readLock().lock();
        } finally {
            head.writeLock().unlock();
        }
    }

    private boolean resolve(WriteBatch batch) {
        byte[] buffer = batch.labelBuffer();
        int count = batch.seriesCount();
        int before = lastRef;
        for (int i = 0; i < count; i++) {
            hasher.hash(buffer, batch.labelStart(i), batch.labelEnd(i));
            int guess = successors.after(before);
            int ref = head.find(hasher, guess);
            if (ref < 0) {
                return false;
            }
            if (ref != guess) {
                successors.follow(before, ref);
            }
            refs[i] = ref;
            before = ref;
        }
        lastRef = before;
        return true;
    }

    private void append(WriteBatch batch, AcceptRules rules) {
        record.clear();
        @Nullable Stripe locked = null;
        try {
            for (int i = 0; i < batch.seriesCount(); i++) {
                int ref = refs[i];
                if (ref < 0) {
                    continue;
                }
                Stripe stripe = head.stripe(ref);
                if (stripe != locked) {
                    if (locked != null) {
                        logRecord();
                        locked.lock().unlock();
                    }
                    stripe.lock().lock();
                    locked = stripe;
                }
                appendSeries(batch, i, ref, stripe, rules);
            }
            logRecord();
        } finally {
            if (locked != null) {
                locked.lock().unlock();
            }
        }
    }

    private void appendSeries(
            WriteBatch batch, int series, int ref, Stripe stripe, AcceptRules rules) {
        run.clear();
        for (int j = batch.firstSample(series); j < batch.endSample(series); j++) {
            long time = batch.timestamp(j);
            NativeHistogram histogram = batch.histogram(j);
            long start = batch.startTimestamp(j);
            double value = batch.value(j);
            Append outcome;
            if (histogram == null && start == 0) {
                long bits = Double.doubleToRawLongBits(value);
                outcome = stripe.append(ref, time, bits, rules);
                if (outcome == Append.STORED) {
                    record.add(ref, time, bits);
                    floats++;
                    continue;
                }
            } else {
                outcome = stripe.append(ref, time, value, histogram, start, rules);
                if (outcome == Append.STORED) {
                    addToRun(time, value, histogram, start);
                    continue;
                }
            }
            reject(batch, series, time, outcome);
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

    private void reject(WriteBatch batch, int series, long time, Append reason) {
        String message =
                rejections.isFirst(reason) ? core.message(reason, batch.labels(series), time) : "";
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
            if (refs[i] >= 0 && core.changes().isReliedOn(from)) {
                core.changes().note(head.table().labels(refs[i]).metricName(), from, to);
            }
        }
    }

    private void addExemplars(WriteBatch batch) {
        for (WriteBatch.SeriesExemplar entry : batch.exemplars()) {
            int ref = refs[entry.series()];
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
