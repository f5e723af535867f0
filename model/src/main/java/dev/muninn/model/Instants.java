package dev.muninn.model;

/** Times in equal distance, at which series are looked at: first, first + stride, and so on. */
public record Instants(long firstMillis, long strideMillis, int count) {

    /** Refuses times that do not ascend. */
    public Instants {
        if (count < 0 || strideMillis < 0) {
            throw new IllegalArgumentException(count + " instants, " + strideMillis + " ms apart");
        }
    }

    public long time(int index) {
        return firstMillis + index * strideMillis;
    }

    /**
     * The index of the first instant that is not before a time; {@link #count} if there is none.
     */
    public int firstFrom(long millis) {
        if (firstMillis >= millis) {
            return 0;
        }
        if (strideMillis == 0) {
            return count;
        }
        long index = Math.ceilDiv(millis - firstMillis, strideMillis);
        return (int) Math.min(index, count);
    }
}
