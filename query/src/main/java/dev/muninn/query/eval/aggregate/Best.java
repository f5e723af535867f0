package dev.muninn.query.eval.aggregate;

import java.util.Arrays;

/** The k best values offered so far, with the series they came from; NaN is worse than all. */
final class Best {

    /*
     * A heap with the worst on top. Among equal values the one offered first stays, unless the order
     * of the heap puts it on top: that is how Prometheus decides, so the steps of the heap are its.
     */

    private static final int FIRST_ROOM = 8;

    /** A value and a series number. */
    private static final long ENTRY_BYTES = 12;

    private final boolean isGreatest;
    private final int wanted;
    private double[] values;
    private int[] series;
    private int size;

    Best(boolean isGreatest, int wanted) {
        this.isGreatest = isGreatest;
        this.wanted = wanted;
        values = new double[Math.min(wanted, FIRST_ROOM)];
        series = new int[values.length];
    }

    /** Memory it starts with. */
    long bytes() {
        return 64 + ENTRY_BYTES * values.length;
    }

    /** Takes a value if it is good enough; returns the memory that took. */
    long offer(double value, int fromSeries) {
        long grown = 0;
        if (size < wanted) {
            if (size == values.length) {
                int room = Math.min(wanted, 2 * size);
                grown = ENTRY_BYTES * (room - size);
                values = Arrays.copyOf(values, room);
                series = Arrays.copyOf(series, room);
            }
            values[size] = value;
            series[size] = fromSeries;
            up(size++);
        } else if (isBetter(value, values[0])
                || (Double.isNaN(values[0]) && !Double.isNaN(value))) {
            values[0] = value;
            series[0] = fromSeries;
            down();
        }
        return grown;
    }

    private boolean isBetter(double value, double than) {
        return isGreatest ? than < value : than > value;
    }

    private boolean isWorse(int a, int b) {
        return Double.isNaN(values[a]) || isBetter(values[b], values[a]);
    }

    private void up(int from) {
        int child = from;
        while (child > 0) {
            int parent = (child - 1) / 2;
            if (!isWorse(child, parent)) {
                return;
            }
            swap(parent, child);
            child = parent;
        }
    }

    private void down() {
        int parent = 0;
        while (true) {
            int child = 2 * parent + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && isWorse(child + 1, child)) {
                child++;
            }
            if (!isWorse(child, parent)) {
                return;
            }
            swap(parent, child);
            parent = child;
        }
    }

    private void swap(int a, int b) {
        double value = values[a];
        values[a] = values[b];
        values[b] = value;
        int from = series[a];
        series[a] = series[b];
        series[b] = from;
    }

    /** Puts the best first; no more offers after that. */
    void sort() {
        if (size < 2) {
            return;
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) -> {
                    boolean aIsNan = Double.isNaN(values[a]);
                    boolean bIsNan = Double.isNaN(values[b]);
                    if (aIsNan || bIsNan) {
                        return Boolean.compare(aIsNan, bIsNan);
                    }
                    return isBetter(values[a], values[b]) ? -1 : values[a] == values[b] ? 0 : 1;
                });
        double[] sortedValues = new double[size];
        int[] sortedSeries = new int[size];
        for (int i = 0; i < size; i++) {
            sortedValues[i] = values[order[i]];
            sortedSeries[i] = series[order[i]];
        }
        values = sortedValues;
        series = sortedSeries;
    }

    int size() {
        return size;
    }

    double value(int rank) {
        return values[rank];
    }

    int series(int rank) {
        return series[rank];
    }
}
