package dev.muninn.alert.incident;

import java.util.List;

/**
 * How a time spreads over the incidents of which it is known.
 *
 * @param count how many there are
 * @param meanSeconds 0 if there are none, as the others
 */
public record Spread(long count, double meanSeconds, double medianSeconds, double p90Seconds) {

    static Spread ofMillis(List<Long> times) {
        if (times.isEmpty()) {
            return new Spread(0, 0, 0, 0);
        }
        List<Long> sorted = times.stream().sorted().toList();
        double mean = sorted.stream().mapToLong(Long::longValue).average().orElse(0);
        return new Spread(
                sorted.size(), mean / 1000, at(sorted, 0.5) / 1000.0, at(sorted, 0.9) / 1000.0);
    }

    /** The smallest time that this share of the incidents did not exceed. */
    private static long at(List<Long> sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
