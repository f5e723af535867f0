package dev.muninn.store.head;

import dev.muninn.model.Arrivals;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.bytes.Hasher;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.index.Matching;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/** The samples that are not in blocks yet, and the series that are written now. */
public final class Head {

    /*
     * The table lock guards which series there are. Writers share it over a whole batch, so that no
     * number they have looked up is given up meanwhile; creating and removing series takes it alone.
     * Samples are guarded by the lock of their stripe. Lock order: table, stripe.
     */

    private final Hash128 seed;
    private final ReadWriteLock tableLock = new ReentrantReadWriteLock();
    private final SeriesTable table;
    private final HeadSamples samples = new HeadSamples();

    public Head(Hash128 seed) {
        this.seed = seed;
        table = new SeriesTable(seed);
    }

    /** To be held while numbers of series are used. */
    public Lock readLock() {
        return tableLock.readLock();
    }

    /** To be held while series are created. */
    public Lock writeLock() {
        return tableLock.writeLock();
    }

    /** Hashes label bytes as {@link #find} wants them; confined to one thread. */
    public Hasher hasher() {
        return new Hasher(seed);
    }

    /**
     * The number of the series whose label bytes were hashed, or -1. Wants the read lock.
     *
     * @param guess number to try first
     */
    public int find(Hasher labels, int guess) {
        long high = labels.high();
        long low = labels.low();
        return guess >= 0 && table.is(guess, high, low) ? guess : table.find(high, low);
    }

    /**
     * The number of the series that was given this fingerprint, or -1. Wants the read lock.
     *
     * @param guess number to try first
     */
    public int find(long fingerprintHigh, long fingerprintLow, int guess) {
        Fingerprints known = table.fingerprints();
        return guess >= 0 && known.is(guess, fingerprintHigh, fingerprintLow)
                ? guess
                : known.find(fingerprintHigh, fingerprintLow);
    }

    /** Whether the series has been given a fingerprint. Wants the read lock. */
    public boolean hasFingerprint(int ref) {
        return table.fingerprints().has(ref);
    }

    /** Gives a series its fingerprint, if it has none. Wants the write lock. */
    public void identify(int ref, long fingerprintHigh, long fingerprintLow) {
        table.fingerprints().put(ref, fingerprintHigh, fingerprintLow);
    }

    /** The number of the series, or -1. Wants the read lock. */
    public int find(Labels labels) {
        Hash128 hash = hash(labels);
        return table.find(hash.high(), hash.low());
    }

    public Hash128 hash(Labels labels) {
        byte[] canonical = LabelBytes.encode(labels);
        return Hash128.of(seed, canonical, 0, canonical.length);
    }

    /** Takes a series up under a new number. Wants the write lock. */
    public int create(Labels labels, Hash128 hash) {
        int ref = table.next();
        table.put(ref, labels, hash.high(), hash.low());
        samples.cover(ref);
        return ref;
    }

    /** Takes a series up under a new number, its label bytes having been hashed. */
    public int create(CanonicalLabels labels, Hasher hash) {
        int ref = table.next();
        restore(ref, labels, hash);
        return ref;
    }

    /** Takes a series up under the number it has in the log. Wants the write lock. */
    public void restore(int ref, Labels labels) {
        Hash128 hash = hash(labels);
        table.put(ref, labels, hash.high(), hash.low());
        samples.cover(ref);
    }

    /** Takes a series up under the number it has in the log, its label bytes having been hashed. */
    public void restore(int ref, CanonicalLabels labels, Hasher hash) {
        table.put(ref, labels, hash.high(), hash.low());
        samples.cover(ref);
    }

    /** Remembers the hash of another form of a series' labels. Wants the write lock. */
    public void alias(Hash128 labels, int ref) {
        table.alias(labels.high(), labels.low(), ref);
    }

    /** The samples of all series. */
    public HeadSamples samples() {
        return samples;
    }

    /** Which series there are. Wants the read lock. */
    public SeriesTable table() {
        return table;
    }

    /** Computes something from the table of series. */
    public <T> T withTable(Function<SeriesTable, T> question) {
        tableLock.readLock().lock();
        try {
            return question.apply(table);
        } finally {
            tableLock.readLock().unlock();
        }
    }

    /** The series that match and have samples in the range. */
    public List<HeadSeries> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        List<HeadSeries> found = new ArrayList<>();
        tableLock.readLock().lock();
        try {
            int[] refs = Matching.select(table.index(), matchers).toArray();
            for (int from = 0; from < refs.length; ) {
                int to = Stripe.end(refs, from);
                collect(refs, from, to, fromMillis, toMillis, found);
                from = to;
            }
        } finally {
            tableLock.readLock().unlock();
        }
        return found;
    }

    private void collect(
            int[] refs, int from, int to, long fromMillis, long toMillis, List<HeadSeries> found) {
        // Of a range in the past most series have nothing here, which is to cost next to nothing.
        int[] holders = new int[to - from];
        List<List<Chunk>> chunks = new ArrayList<>();
        List<Chunk> next = new ArrayList<>();
        Stripe stripe = samples.stripe(refs[from]);
        stripe.lock().lock();
        try {
            for (int i = from; i < to; i++) {
                stripe.collect(refs[i], fromMillis, toMillis, next);
                if (!next.isEmpty()) {
                    holders[chunks.size()] = refs[i];
                    chunks.add(List.copyOf(next));
                    next.clear();
                }
            }
        } finally {
            stripe.lock().unlock();
        }
        for (int i = 0; i < chunks.size(); i++) {
            int ref = holders[i];
            Hash128 hash = new Hash128(table.hashHigh(ref), table.hashLow(ref));
            found.add(new HeadSeries(ref, table.labels(ref), hash, chunks.get(i)));
        }
    }

    /** Watches the series that match for samples that come. */
    public Arrivals arrivals(List<Matcher> matchers) {
        return new HeadArrivals(this, matchers);
    }

    /** All series, sorted by labels; without chunks. */
    public List<HeadSeries> sortedSeries() {
        List<HeadSeries> series = allSeries();
        series.sort((a, b) -> a.labels().compareTo(b.labels()));
        return series;
    }

    /** All series by number; without chunks. */
    public List<HeadSeries> allSeries() {
        List<HeadSeries> series = new ArrayList<>();
        tableLock.readLock().lock();
        try {
            table.index()
                    .all()
                    .forEach(
                            (int ref) -> {
                                Hash128 hash = new Hash128(table.hashHigh(ref), table.hashLow(ref));
                                series.add(new HeadSeries(ref, table.labels(ref), hash, List.of()));
                            });
        } finally {
            tableLock.readLock().unlock();
        }
        return series;
    }

    /** Forgets series without samples whose newest is older than the time. */
    public int forgetIdle(long beforeMillis) {
        tableLock.writeLock().lock();
        try {
            MutableRoaringBitmap idle = new MutableRoaringBitmap();
            table.index()
                    .all()
                    .forEach(
                            (int ref) -> {
                                if (samples.forgetIdle(ref, beforeMillis)) {
                                    idle.add(ref);
                                }
                            });
            if (!idle.isEmpty()) {
                table.remove(idle);
            }
            return idle.getCardinality();
        } finally {
            tableLock.writeLock().unlock();
        }
    }

    /** Keeps numbers below from being given again. */
    public void startNumbersAt(int ref) {
        tableLock.writeLock().lock();
        try {
            table.startAt(ref);
        } finally {
            tableLock.writeLock().unlock();
        }
    }

    /** How many series were ever created, those that were forgotten included. */
    public int seriesCreated() {
        return withTable(SeriesTable::next);
    }

    public int seriesCount() {
        return withTable(SeriesTable::size);
    }

    /** Memory of series, with or without samples. */
    public long seriesBytes() {
        return withTable(SeriesTable::memoryBytes);
    }
}
