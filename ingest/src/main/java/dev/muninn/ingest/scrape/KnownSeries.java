package dev.muninn.ingest.scrape;

import dev.muninn.ingest.exposition.WrittenSeries;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one target has offered: from the text of a series to the bytes of its final labels. Confined
 * to one thread at a time.
 */
final class KnownSeries {

    /*
     * A text is parsed and relabeled when it is first seen; then only its hash is compared. Texts
     * that lead to equal labels share one series. Series are numbered; the label bytes of all lie
     * in one array, to which a batch is attached, so that a scrape copies no labels either.
     */

    /** Instead of a series: relabeling drops the text. */
    static final int DROPPED = -1;

    /** The text has not been seen. */
    static final int UNKNOWN = -2;

    private final TextHash hash;
    private final HashIndex texts = new HashIndex();
    private int[] seriesOfText = new int[64];
    private final HashIndex series = new HashIndex();
    private int[] labelStart = new int[64];
    private int[] labelEnd = new int[64];
    private int[] seenIn = new int[64];
    private boolean[] alive = new boolean[64];
    private byte[] labels = new byte[4096];
    private int labelBytes;

    KnownSeries(long seed) {
        hash = new TextHash(seed);
    }

    int textCount() {
        return texts.count();
    }

    int seriesCount() {
        return series.count();
    }

    /** The array with the labels of all series; replaced when series are added. */
    byte[] labels() {
        return labels;
    }

    int labelStart(int number) {
        return labelStart[number];
    }

    int labelEnd(int number) {
        return labelEnd[number];
    }

    /** The series of a text; DROPPED or UNKNOWN where there is none. */
    int find(WrittenSeries text) {
        text.hash(hash);
        int found = texts.find(hash);
        return found < 0 ? UNKNOWN : seriesOfText[found];
    }

    /** Remembers the labels that a text leads to, or that it is dropped where these are null. */
    int add(WrittenSeries text, @Nullable Labels finalLabels) {
        int number = finalLabels == null ? DROPPED : series(finalLabels);
        text.hash(hash);
        int added = texts.add(hash);
        if (added == seriesOfText.length) {
            seriesOfText = Arrays.copyOf(seriesOfText, 2 * added);
        }
        seriesOfText[added] = number;
        return number;
    }

    /** The number of the series with these labels, which need not come from a text. */
    int series(Labels finalLabels) {
        return series(LabelBytes.encode(finalLabels));
    }

    private int series(byte[] encoded) {
        hash.take(encoded, 0, encoded.length, 0);
        int found = series.find(hash);
        if (found >= 0) {
            return found;
        }
        int number = series.add(hash);
        if (number == labelStart.length) {
            labelStart = Arrays.copyOf(labelStart, 2 * number);
            labelEnd = Arrays.copyOf(labelEnd, 2 * number);
            seenIn = Arrays.copyOf(seenIn, 2 * number);
            alive = Arrays.copyOf(alive, 2 * number);
        }
        if (labelBytes + encoded.length > labels.length) {
            labels =
                    Arrays.copyOf(labels, Math.max(labelBytes + encoded.length, 2 * labels.length));
        }
        System.arraycopy(encoded, 0, labels, labelBytes, encoded.length);
        labelStart[number] = labelBytes;
        labelBytes += encoded.length;
        labelEnd[number] = labelBytes;
        return number;
    }

    /** Notes that the scrape has a sample of the series; says no if it had one before. */
    boolean see(int number, int scrape) {
        boolean first = seenIn[number] != scrape;
        seenIn[number] = scrape;
        return first;
    }

    boolean wasSeenIn(int number, int scrape) {
        return seenIn[number] == scrape;
    }

    /** Whether the series' last sample was stored and was no staleness marker. */
    boolean isAlive(int number) {
        return alive[number];
    }

    void alive(int number, boolean now) {
        alive[number] = now;
    }

    /** Another one that knows the series that are alive, and no texts. */
    KnownSeries alive(long seed) {
        KnownSeries others = new KnownSeries(seed);
        for (int i = 0; i < series.count(); i++) {
            if (alive[i]) {
                byte[] encoded = Arrays.copyOfRange(labels, labelStart[i], labelEnd[i]);
                others.alive(others.series(encoded), true);
            }
        }
        return others;
    }
}
