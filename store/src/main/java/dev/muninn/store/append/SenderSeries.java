package dev.muninn.store.append;

import dev.muninn.model.WriteBatch;
import dev.muninn.store.bytes.Hasher;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.head.Head;
import dev.muninn.store.head.Stripe;
import dev.muninn.store.wal.LogGroup;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** Finds the series of one sender's batches, or creates them. Confined to the sender's thread. */
final class SenderSeries {

    /*
     * Series that have fingerprints are looked up by these first. Only if one of the batch is not
     * known by its own are labels asked for, and then those of all are hashed; what that finds is
     * known the next time.
     */

    /** Two cache lines each: a quarter of what the innermost cache holds. */
    private static final int TOUCHED_AT_ONCE = 64;

    private final Head head;
    private final Hasher hasher;
    private final Newcomers newcomers;
    private final Successors successors = new Successors();
    private int[] refs = new int[64];
    private int lastRef = -1;

    SenderSeries(StoreCore core) {
        head = core.head();
        hasher = head.hasher();
        newcomers = new Newcomers(core, hasher);
    }

    /**
     * Finds or creates all series of the batch, so that {@link #ref} knows them, and returns with
     * the head's read lock held.
     *
     * @return the group of the log with the series created, or null if there were none
     */
    @Nullable LogGroup lock(WriteBatch batch, Rejections rejections) {
        if (refs.length < batch.seriesCount()) {
            refs = new int[Math.max(batch.seriesCount(), 2 * refs.length)];
        }
        Lock held = head.readLock();
        held.lock();
        boolean isFound = false;
        try {
            isFound = find(batch);
        } finally {
            if (!isFound) {
                held.unlock();
            }
        }
        return isFound ? null : lockCreated(batch, rejections);
    }

    /** The number of a series of the batch; negative if it was refused. */
    int ref(int series) {
        return refs[series];
    }

    /**
     * Touches what a locked stripe knows of some of the series, which were found: those from one
     * on.
     *
     * @return the first one that was not touched
     */
    int touch(Stripe stripe, int from, int count) {
        int end = Math.min(from + TOUCHED_AT_ONCE, count);
        int to = from + 1;
        while (to < end && refs[to] >= 0 && head.samples().stripe(refs[to]) == stripe) {
            to++;
        }
        stripe.touch(refs, from, to);
        return to;
    }

    private boolean find(WriteBatch batch) {
        if (!batch.hasFingerprints()) {
            return findByLabels(batch);
        }
        return findByFingerprints(batch) || (findByLabels(batch) && areIdentified(batch));
    }

    private boolean findByFingerprints(WriteBatch batch) {
        int count = batch.seriesCount();
        int before = lastRef;
        for (int i = 0; i < count; i++) {
            int guess = successors.after(before);
            int ref = head.find(batch.fingerprintHigh(i), batch.fingerprintLow(i), guess);
            if (ref < 0) {
                return false;
            }
            before = found(i, ref, before, guess);
        }
        lastRef = before;
        return true;
    }

    private boolean findByLabels(WriteBatch batch) {
        int count = batch.seriesCount();
        int before = lastRef;
        hasher.begin(batch.labelBuffer());
        for (int i = 0; i < count; i++) {
            hasher.hashNext(batch.labelStart(i), batch.labelEnd(i));
            int guess = successors.after(before);
            int ref = head.find(hasher, guess);
            if (ref < 0) {
                hasher.end();
                return false;
            }
            before = found(i, ref, before, guess);
        }
        hasher.end();
        lastRef = before;
        return true;
    }

    private int found(int series, int ref, int before, int guess) {
        if (ref != guess) {
            successors.follow(before, ref);
        }
        refs[series] = ref;
        return ref;
    }

    /** Whether all series found have fingerprints, if only others than the batch's. */
    private boolean areIdentified(WriteBatch batch) {
        for (int i = 0; i < batch.seriesCount(); i++) {
            if (!head.hasFingerprint(refs[i])) {
                return false;
            }
        }
        return true;
    }

    private @Nullable LogGroup lockCreated(WriteBatch batch, Rejections rejections) {
        head.writeLock().lock();
        try {
            for (int i = 0; i < batch.seriesCount(); i++) {
                hasher.hash(batch.labelBuffer(), batch.labelStart(i), batch.labelEnd(i));
                int ref = head.find(hasher, lastRef + 1);
                refs[i] = ref >= 0 ? ref : newcomers.take(batch, i, rejections);
                if (refs[i] >= 0) {
                    if (batch.hasFingerprints()) {
                        head.identify(refs[i], batch.fingerprintHigh(i), batch.fingerprintLow(i));
                    }
                    successors.follow(lastRef, refs[i]);
                    lastRef = refs[i];
                }
            }
            LogGroup created = newcomers.takeGroup();
            // Taken before the other is given back, so that nothing found can be removed.
            head.readLock().lock();
            return created;
        } finally {
            head.writeLock().unlock();
        }
    }
}
