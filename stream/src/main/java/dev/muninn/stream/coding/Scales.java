package dev.muninn.stream.coding;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds how far a view's values may be rounded so that nobody sees it; used by one tick at a time.
 */
public final class Scales {

    /** No panel has more rows of pixels for its values. */
    private static final double LEVELS = 2_000;

    /** A query of which no value was seen: nothing is known but that most figures are not tiny. */
    private static final int UNSEEN_DIGITS = 6;

    /** Where all values are equal so far, they are expected to move by a thousandth. */
    private static final double LEAST_SPREAD = 1e-3;

    /** Of a double's nearly 16 digits, so that the integers stay exact. */
    private static final int MOST_SIGNIFICANT = 15;

    private static final class Seen {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        int digits = UNSEEN_DIGITS;
    }

    private final List<Seen> queries = new ArrayList<>();

    public Scales(int queryCount) {
        for (int i = 0; i < queryCount; i++) {
            queries.add(new Seen());
        }
    }

    public void see(int query, double value) {
        if (Double.isFinite(value)) {
            Seen seen = queries.get(query);
            seen.min = Math.min(seen.min, value);
            seen.max = Math.max(seen.max, value);
        }
    }

    /** The coding for what was seen; the same digits as before unless they have become wrong. */
    public RoundedCoding coding() {
        List<Integer> digits = new ArrayList<>();
        for (Seen seen : queries) {
            if (seen.max >= seen.min) {
                seen.digits = digits(seen.min, seen.max);
            }
            digits.add(seen.digits);
        }
        return new RoundedCoding(digits);
    }

    static int digits(double min, double max) {
        double size = Math.max(Math.abs(min), Math.abs(max));
        if (size == 0) {
            return 0;
        }
        double spread = max > min ? max - min : size * LEAST_SPREAD;
        double wanted = Math.ceil(Math.log10(LEVELS) - Math.log10(spread));
        double most = MOST_SIGNIFICANT - 1 - Math.floor(Math.log10(size));
        return (int) Math.clamp(Math.min(wanted, most), -300, 300);
    }
}
