package dev.muninn.ingest.scrape;

import dev.muninn.model.NativeHistogram;
import java.util.Arrays;

/** The buckets of one sign of a native histogram, joined to those of a lower resolution. */
final class CoarserBuckets {

    private int[] spans = new int[16];
    private int spanInts;
    private final double[] counts;
    private int size;
    private int last;

    private CoarserBuckets(int[] fineSpans, double[] fineCounts, int schemasLower) {
        counts = new double[fineCounts.length];
        int index = 0;
        int bucket = 0;
        for (int i = 0; i < fineSpans.length; i += 2) {
            index += fineSpans[i];
            for (int j = 0; j < fineSpans[i + 1]; j++) {
                add((index - 1 >> schemasLower) + 1, fineCounts[bucket++]);
                index++;
            }
        }
    }

    /** The same histogram, if its schema is not above the one given, or one that has it. */
    static NativeHistogram of(NativeHistogram fine, int schema) {
        if (fine.schema() <= schema) {
            return fine;
        }
        int lower = fine.schema() - schema;
        CoarserBuckets positive =
                new CoarserBuckets(fine.positiveSpans(), fine.positiveBuckets(), lower);
        CoarserBuckets negative =
                new CoarserBuckets(fine.negativeSpans(), fine.negativeBuckets(), lower);
        return new NativeHistogram(
                fine.resetHint(),
                schema,
                fine.zeroThreshold(),
                fine.zeroCount(),
                fine.count(),
                fine.sum(),
                positive.spans(),
                positive.counts(),
                negative.spans(),
                negative.counts(),
                fine.customBounds());
    }

    private void add(int index, double count) {
        if (size > 0 && index == last) {
            counts[size - 1] += count;
            return;
        }
        if (size == 0 || index != last + 1) {
            if (spanInts == spans.length) {
                spans = Arrays.copyOf(spans, 2 * spanInts);
            }
            spans[spanInts] = size == 0 ? index : index - last - 1;
            spanInts += 2;
        }
        spans[spanInts - 1]++;
        counts[size++] = count;
        last = index;
    }

    private int[] spans() {
        return Arrays.copyOf(spans, spanInts);
    }

    private double[] counts() {
        return Arrays.copyOf(counts, size);
    }
}
