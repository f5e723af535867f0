package dev.muninn.ingest.remotewrite;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.WriteBatch;
import java.util.Arrays;

/**
 * The references of a remote write 2.0 request's series: each series' fingerprint, and its labels
 * for who asks for them. Confined to one thread.
 */
final class ReferencedSeries implements WriteBatch.LabelSource {

    /*
     * A fingerprint is folded from the hashes of the texts that the references lead to, so it is the
     * same whatever numbers the symbols have in a request. Series that follow each other begin with
     * the same references: folding goes on where these first differ.
     */

    private static final int NONE = -1;

    private final Symbols symbols;
    private final ReferencedLabels labels;
    private final int maxLabelBytes;
    private final TextHash hash;
    private final ProtobufCursor again = new ProtobufCursor();
    private byte[] body = {};

    /** Where the references of each series stand in the body. */
    private int[] from = new int[64];

    private int[] to = new int[64];
    private int count;

    /** Of the series read last, by pair: its end from where they start, and what it comes to. */
    private int[] pairEnd = new int[32];

    private int[] labelBytes = new int[32];
    private long[] high = new long[32];
    private long[] low = new long[32];
    private int pairs;

    private int metricPair;
    private int metricName;
    private long allLabelBytes;

    /**
     * The series of requests whose labels have at most so many bytes when written out.
     *
     * @param hash of this thread
     */
    ReferencedSeries(Symbols symbols, ReferencedLabels labels, int maxLabelBytes, TextHash hash) {
        this.symbols = symbols;
        this.labels = labels;
        this.maxLabelBytes = maxLabelBytes;
        this.hash = hash;
    }

    /** Begins a request whose symbols are known. */
    void clear(byte[] newBody) {
        body = newBody;
        count = 0;
        pairs = 0;
        metricPair = NONE;
        metricName = NONE;
        allLabelBytes = 0;
    }

    /** The symbol of the metric name of the series read last, or -1. */
    int metricName() {
        return metricName;
    }

    /** Reads a series' only references, which stand in the packed field that comes next. */
    void read(ProtobufCursor in, WriteBatch into) {
        int outer = in.enter();
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
        from[count] = in.position();
        to[count] = in.end();
        keepShared();
        in.moveTo(from[count] + (pairs == 0 ? 0 : pairEnd[pairs - 1]));
        hash.resume(pairs == 0 ? 0 : high[pairs - 1], pairs == 0 ? 0 : low[pairs - 1]);
        while (in.hasMore()) {
            addPair(in);
        }
        in.leave(outer);
        count++;
        allLabelBytes += pairs == 0 ? 0 : labelBytes[pairs - 1];
        if (allLabelBytes > maxLabelBytes) {
            throw ReferencedLabels.tooLong(maxLabelBytes);
        }
        into.addFingerprint(hash.high(), hash.low());
    }

    /** Forgets the pairs of the series before that this one does not begin with. */
    private void keepShared() {
        if (count == 0) {
            return;
        }
        int start = from[count - 1];
        int different = Arrays.mismatch(body, start, to[count - 1], body, from[count], to[count]);
        int same = different < 0 ? to[count] - from[count] : different;
        while (pairs > 0 && pairEnd[pairs - 1] > same) {
            pairs--;
        }
        if (metricPair >= pairs) {
            metricName = NONE;
            metricPair = NONE;
        }
    }

    private void addPair(ProtobufCursor in) {
        int name = symbols.symbol(in.varint());
        if (!in.hasMore()) {
            throw ReferencedLabels.unpaired();
        }
        int value = symbols.symbol(in.varint());
        if (pairs == pairEnd.length) {
            pairEnd = Arrays.copyOf(pairEnd, 2 * pairs);
            labelBytes = Arrays.copyOf(labelBytes, 2 * pairs);
            high = Arrays.copyOf(high, 2 * pairs);
            low = Arrays.copyOf(low, 2 * pairs);
        }
        if (name == symbols.metricName()) {
            metricName = value;
            metricPair = pairs;
        }
        hash.combine(symbols.hashHigh(name), symbols.hashLow(name));
        hash.combine(symbols.hashHigh(value), symbols.hashLow(value));
        high[pairs] = hash.high();
        low[pairs] = hash.low();
        pairEnd[pairs] = in.position() - from[count];
        labelBytes[pairs] = (pairs == 0 ? 0 : labelBytes[pairs - 1]) + labels.length(name, value);
        pairs++;
    }

    @Override
    public void placeLabels(WriteBatch batch) {
        labels.clear(body);
        for (int i = 0; i < count; i++) {
            again.reset(body, from[i], to[i]);
            labels.read(again);
            batch.placeLabels(i, labels.start(), labels.end());
        }
        batch.attach(labels.bytes());
    }
}
