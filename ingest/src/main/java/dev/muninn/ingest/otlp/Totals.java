package dev.muninn.ingest.otlp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers that each add up by themselves. */
final class Totals implements DeltaSums.Addend<Totals> {

    private final double[] values;

    /** The array is taken over and must not change. */
    Totals(double... values) {
        this.values = values;
    }

    double get(int index) {
        return values[index];
    }

    /** Not to be changed. */
    double[] values() {
        return values;
    }

    @Override
    public @Nullable Totals plus(Totals later) {
        if (later.values.length != values.length) {
            return null;
        }
        double[] added = Arrays.copyOf(values, values.length);
        for (int i = 0; i < added.length; i++) {
            added[i] += later.values[i];
        }
        return new Totals(added);
    }
}
