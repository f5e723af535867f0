package dev.muninn.query.histogram;

import java.util.Arrays;

/** The ascending upper bounds of buckets that are listed one by one; the last bucket has none. */
final class CustomBounds {

    private CustomBounds() {}

    /** The bounds that both have. */
    static double[] common(double[] a, double[] b) {
        double[] common = new double[Math.min(a.length, b.length)];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            if (a[i] == b[j]) {
                common[size++] = a[i];
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return Arrays.copyOf(common, size);
    }

    /** In which bucket of fewer bounds one ends that ended among more of them. */
    static int bucketAmong(double[] fewer, double[] more, int bucket) {
        if (bucket >= more.length) {
            return fewer.length;
        }
        int at = Arrays.binarySearch(fewer, more[bucket]);
        return at >= 0 ? at : -at - 1;
    }
}
