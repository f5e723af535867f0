package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A leg leads over at most eight differences of one group from a milestone to its position. */
final class RouteProperties {

    private static int[] positions(int count, Random random) {
        int most = 1 + random.nextInt(40);
        return IntStream.range(0, count).filter(i -> random.nextInt(most) == 0).toArray();
    }

    @Property
    void leadsFromMilestonesToThePositions(
            @ForAll @IntRange(min = 1, max = 3000) int count, @ForAll long seed) {
        int[] positions = positions(count, new Random(seed));
        Route route = Route.of(positions, count);
        assertThat(route.legs()).hasSize(positions.length);
        int done = 0;
        for (int i = 0; i < route.groups(); i++) {
            for (; done < route.end(i); done++) {
                char leg = route.legs()[done];
                int milestone =
                        Milestones.position(
                                route.group(i) * Milestones.PER_GROUP + Route.milestone(leg),
                                count);
                int length = Route.length(leg);
                assertThat(length).isBetween(0, ShortSums.MOST);
                assertThat(milestone + (Route.back(leg) == 0 ? length : -length))
                        .isEqualTo(positions[done]);
                if (length > 0) {
                    assertThat(route.group(i) * IntegerColumn.GROUP + Route.first(leg))
                            .isEqualTo(Math.min(milestone, positions[done]));
                    assertThat(Route.first(leg) + length).isLessThanOrEqualTo(IntegerColumn.GROUP);
                }
            }
        }
        assertThat(done).isEqualTo(positions.length);
    }

    @Property
    void sumsAreThoseOfTheNumbersOnTheWay(
            @ForAll @IntRange(max = 64) int width, @ForAll long seed) {
        Random random = new Random(seed);
        int count = IntegerColumn.GROUP + 1;
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            // The greatest ones are those that would not fit where they are added up.
            numbers[i] =
                    width == 0
                            ? 0
                            : (random.nextInt(3) == 0 ? -1L : random.nextLong())
                                    >>> Long.SIZE - width;
        }
        byte[] bytes = new byte[BitPacking.bytes(count, width) + IntegerColumn.SLACK];
        Arrays.fill(bytes, (byte) -1);
        BitPacking.pack(numbers, 0, count - 1, width, bytes, 1);
        int[] positions = positions(count, random);
        Route route = Route.of(positions, count);
        long[] sums = new long[2 + positions.length];
        ShortSums.add(bytes, 1, width, route.legs(), 0, positions.length, sums, 2);
        for (int i = 0; i < positions.length; i++) {
            char leg = route.legs()[i];
            long expected = 0;
            for (int k = 0; k < Route.length(leg); k++) {
                expected += numbers[Route.first(leg) + k];
            }
            assertThat(sums[2 + i]).isEqualTo(expected);
        }
    }
}
