package dev.muninn.query.eval.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Staleness;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Points;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class NewestAtProperties {

    private static final long LOOKBACK = 5_000;

    @Property(tries = 2_000)
    void placesAtEachStepTheNewestSampleThatIsNotTooOld(
            @ForAll @IntRange(min = 1, max = 200) int steps, @ForAll long seed) {
        Random random = new Random(seed);
        long stepMillis = 1L + random.nextInt(3_000);
        Grid grid = Grid.range(0, (steps - 1) * stepMillis, stepMillis);
        NewestAt newest = new NewestAt(grid, Look.NOW, LOOKBACK);
        Points points = new Points(steps);
        long[] times = times(random, steps * stepMillis);
        for (int series = 0; series < 4; series++) {
            if (random.nextBoolean()) {
                times = times(random, steps * stepMillis);
            }
            double[] values = values(random, times.length);
            newest.lookAt(times, times.length);
            points.clear();
            newest.place(values, points);
            for (int step = 0; step < steps; step++) {
                int expected = newestUpTo(times, grid.time(step));
                assertThat(newest.index(step)).as("index at %d", step).isEqualTo(expected);
                boolean isThere = expected >= 0 && !Staleness.isMarker(values[expected]);
                assertThat(points.has(step)).as("point at %d", step).isEqualTo(isThere);
                if (isThere) {
                    assertThat(points.values()[step]).isEqualTo(values[expected]);
                }
            }
        }
    }

    private static int newestUpTo(long[] times, long time) {
        int found = -1;
        for (int i = 0; i < times.length; i++) {
            if (times[i] <= time && times[i] > time - LOOKBACK) {
                found = i;
            }
        }
        return found;
    }

    /** Regular times of a part of the range, some of them missing or late. */
    private static long[] times(Random random, long range) {
        long interval = 1L + random.nextInt(4_000);
        long from = random.nextLong(-LOOKBACK, range + 1);
        long to = random.nextLong(from, range + interval);
        boolean isRegular = random.nextBoolean();
        long[] times = new long[(int) ((to - from) / interval) + 1];
        int count = 0;
        for (long time = from; time <= to; time += interval) {
            if (isRegular || random.nextInt(4) > 0) {
                times[count++] = isRegular ? time : time + random.nextLong(interval);
            }
        }
        return Arrays.copyOf(times, count);
    }

    private static double[] values(Random random, int count) {
        boolean hasMarkers = random.nextBoolean();
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] =
                    hasMarkers && random.nextInt(5) == 0 ? Staleness.MARKER : random.nextInt(1000);
        }
        return values;
    }
}
