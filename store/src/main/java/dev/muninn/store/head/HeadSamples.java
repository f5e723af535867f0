package dev.muninn.store.head;

import dev.muninn.store.codec.Chunk;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** The samples of the head's series, in stripes that each have a lock. Safe for many threads. */
public final class HeadSamples {

    /** Only grows; replaced as a whole. */
    private volatile Stripe[] stripes = {};

    /** Makes sure there is a stripe for the series. Wants the head's write lock. */
    void cover(int ref) {
        int stripe = ref >>> Stripe.SHIFT;
        Stripe[] old = stripes;
        if (stripe >= old.length) {
            Stripe[] grown = Arrays.copyOf(old, stripe + 1);
            for (int i = old.length; i < grown.length; i++) {
                grown[i] = new Stripe();
            }
            stripes = grown;
        }
    }

    /** The stripe with a series' samples. */
    public Stripe stripe(int ref) {
        return stripes[ref >>> Stripe.SHIFT];
    }

    /** Keeps all samples before the time as they are until {@link #drop} or {@link #thaw}. */
    public void freeze(long beforeMillis) {
        forEachStripe(stripe -> stripe.freeze(beforeMillis));
    }

    /** Tells the times from and to of all frozen chunks. */
    public void frozenSpans(Stripe.LongSpan spans) {
        forEachStripe(stripe -> stripe.frozenSpans(spans));
    }

    /** Adds the frozen chunks of a series that overlap the range. */
    public void collectFrozen(int ref, long fromMillis, long toMillis, List<Chunk> into) {
        Stripe stripe = stripe(ref);
        stripe.lock().lock();
        try {
            stripe.collectFrozen(ref, fromMillis, toMillis, into);
        } finally {
            stripe.lock().unlock();
        }
    }

    /** Drops all that was frozen: it is in blocks by now. */
    public void drop() {
        forEachStripe(Stripe::drop);
    }

    /** Ends a freeze with nothing dropped. */
    public void thaw() {
        forEachStripe(Stripe::thaw);
    }

    /**
     * Forgets the last samples of series that hold none: after a deletion they may be gone, and the
     * same sample is new again.
     */
    public void forgetLast() {
        forEachStripe(Stripe::forgetLast);
    }

    /** Forgets a series if it has no samples and its newest is older than the time. */
    boolean forgetIdle(int ref, long beforeMillis) {
        Stripe stripe = stripe(ref);
        stripe.lock().lock();
        try {
            boolean isIdle = !stripe.holdsSamples(ref) && stripe.newest(ref) < beforeMillis;
            if (isIdle) {
                stripe.forget(ref);
            }
            return isIdle;
        } finally {
            stripe.lock().unlock();
        }
    }

    /**
     * Puts the time of each series' newest sample into the array, at the series' place. Wants the
     * head's read lock.
     *
     * @param refs ascending
     */
    void newest(int[] refs, long[] into) {
        for (int from = 0; from < refs.length; ) {
            int to = Stripe.end(refs, from);
            Stripe stripe = stripe(refs[from]);
            stripe.lock().lock();
            try {
                for (int i = from; i < to; i++) {
                    into[i] = stripe.newest(refs[i]);
                }
            } finally {
                stripe.lock().unlock();
            }
            from = to;
        }
    }

    public long memoryBytes() {
        LongAdder sum = new LongAdder();
        forEachStripe(stripe -> sum.add(stripe.memoryBytes()));
        return sum.sum();
    }

    public long sealedChunks() {
        LongAdder sum = new LongAdder();
        forEachStripe(stripe -> sum.add(stripe.sealedChunks()));
        return sum.sum();
    }

    private void forEachStripe(Consumer<Stripe> action) {
        for (Stripe stripe : stripes) {
            stripe.lock().lock();
            try {
                action.accept(stripe);
            } finally {
                stripe.lock().unlock();
            }
        }
    }
}
