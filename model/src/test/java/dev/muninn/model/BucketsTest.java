package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketsTest {

    @Test
    void valuesAreCountedByTheirUpperBound() {
        Buckets buckets = new Buckets(0.1, 1);
        for (double value : new double[] {0, 0.1, 0.5, 1, 7, 9}) {
            buckets.add(value);
        }

        List<Object> reported = new ArrayList<>();
        buckets.report(
                new Telemetry() {
                    @Override
                    public void counter(String name, String help, double value, String... labels) {
                        throw new AssertionError(name);
                    }

                    @Override
                    public void gauge(String name, String help, double value, String... labels) {
                        throw new AssertionError(name);
                    }

                    @Override
                    public void histogram(
                            String name,
                            String help,
                            double[] bounds,
                            long[] counts,
                            double sum,
                            String... labels) {
                        reported.addAll(List.of(name, help, bounds, counts, sum, labels));
                    }
                },
                "muninn_x_seconds",
                "What x took.",
                "kind",
                "y");

        assertThat(reported)
                .containsExactly(
                        "muninn_x_seconds",
                        "What x took.",
                        new double[] {0.1, 1},
                        new long[] {2, 2, 2},
                        17.6,
                        new String[] {"kind", "y"});
    }
}
