package dev.muninn.query.eval.number;

/** A sum that carries along what rounding lost: Kahan's method with Neumaier's improvement. */
public final class CompensatedSum {

    private double sum;
    private double lost;

    public void reset() {
        sum = 0;
        lost = 0;
    }

    public void add(double term) {
        double next = sum + term;
        lost = lost(sum, term, next, lost);
        sum = next;
    }

    /** Adds all that was added to another sum. */
    public void add(CompensatedSum other) {
        add(other.sum);
        if (!Double.isInfinite(sum)) {
            lost += other.lost;
        }
    }

    /** What rounding lost so far, after {@code next} was taken for the sum of two terms. */
    public static double lost(double sum, double term, double next, double lostBefore) {
        if (Double.isInfinite(next)) {
            return 0;
        }
        return Math.abs(sum) >= Math.abs(term)
                ? lostBefore + ((sum - next) + term)
                : lostBefore + ((term - next) + sum);
    }

    public double value() {
        return sum + lost;
    }

    /** The sum without what was lost, if it is infinite; else with it. */
    public double valueOrInfinity() {
        return Double.isInfinite(sum) ? sum : sum + lost;
    }
}
