package dev.muninn.model;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param samples float samples stored
 * @param histograms native histograms stored
 * @param exemplars exemplars stored
 * @param rejections what was not stored, by reason; each with the message of its first case
 */
public record WriteResult(int samples, int histograms, int exemplars, List<Rejection> rejections) {

    /** Samples refused for one reason. */
    public record Rejection(Append reason, int samples, String firstMessage) {}

    public static final WriteResult EMPTY = new WriteResult(0, 0, 0, List.of());

    public int rejectedSamples() {
        int sum = 0;
        for (Rejection rejection : rejections) {
            sum += rejection.samples();
        }
        return sum;
    }
}
