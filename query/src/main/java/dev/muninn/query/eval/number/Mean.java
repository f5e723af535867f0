package dev.muninn.query.eval.number;

/**
 * The mean of numbers: a compensated sum divided by the count, or a running mean from where the sum
 * would overflow.
 */
public final class Mean {

    private double sum;
    private double lost;
    private double mean;
    private double count;
    private boolean isRunning;

    public void reset() {
        lost = 0;
        count = 0;
        isRunning = false;
    }

    public void add(double term) {
        count++;
        if (count == 1) {
            sum = term;
            return;
        }
        if (!isRunning) {
            double next = sum + term;
            if (!Double.isInfinite(next)) {
                lost = CompensatedSum.lost(sum, term, next, lost);
                sum = next;
                return;
            }
            isRunning = true;
            mean = sum / (count - 1);
            lost /= count - 1;
        }
        double weight = (count - 1) / count;
        double before = weight * mean;
        double part = term / count;
        double next = before + part;
        lost = CompensatedSum.lost(before, part, next, weight * lost);
        mean = next;
    }

    /** Takes over the numbers of another mean. */
    public void merge(Mean other) {
        if (count == 0) {
            sum = other.sum;
            lost = other.lost;
            mean = other.mean;
            count = other.count;
            isRunning = other.isRunning;
            return;
        }
        double next = sum + other.sum;
        if (!isRunning && !other.isRunning && !Double.isInfinite(next)) {
            lost = CompensatedSum.lost(sum, other.sum, next, lost) + other.lost;
            sum = next;
            count += other.count;
            return;
        }
        double all = count + other.count;
        mean = value() * (count / all) + other.value() * (other.count / all);
        lost = 0;
        count = all;
        isRunning = true;
    }

    public double value() {
        return isRunning ? mean + lost : sum / count + lost / count;
    }
}
