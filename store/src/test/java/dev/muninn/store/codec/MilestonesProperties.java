package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** By milestones every number of a column of differences is found, from wherever it is nearest. */
final class MilestonesProperties {

    private static final int LONG_ENOUGH = 64;

    /** Numbers that go up and down unevenly are shortest as differences. */
    private static long[] walk(int count, int bits, int shift, boolean isRising, Random random) {
        long[] numbers = new long[count];
        long number = random.nextLong() >> 12;
        for (int i = 0; i < count; i++) {
            long step = random.nextLong() >>> Long.SIZE - bits;
            number += (isRising ? step : step - (1L << bits - 1)) << shift;
            numbers[i] = number;
        }
        return numbers;
    }

    private static byte[] encoded(long[] numbers) {
        ByteWriter out = new ByteWriter(16);
        new IntegerColumn().encode(numbers, numbers.length, out);
        return Arrays.copyOf(out.toByteArray(), out.size() + IntegerColumn.SLACK);
    }

    private static @Nullable Milestones of(byte[] bytes, int count) {
        return Milestones.of(new ByteReader(bytes, 0, bytes.length - IntegerColumn.SLACK), count);
    }

    @Property
    void findsEveryNumber(
            @ForAll @IntRange(min = LONG_ENOUGH, max = 700) int count,
            @ForAll @IntRange(min = 1, max = 52) int bits,
            @ForAll @IntRange(max = 12) int shift,
            @ForAll boolean isRising,
            @ForAll long seed) {
        long[] numbers = walk(count, bits, shift, isRising, new Random(seed));
        byte[] bytes = encoded(numbers);
        Milestones milestones = of(bytes, count);
        assertThat(milestones == null).as("no differences").isEqualTo(bytes[0] != 1);
        if (milestones == null) {
            return;
        }
        int[] all = IntStream.range(0, count).toArray();
        assertThat(read(milestones, all, count)).isEqualTo(numbers);
        Random random = new Random(seed);
        int[] some = IntStream.of(all).filter(i -> random.nextInt(20) == 0).toArray();
        assertThat(read(milestones, some, count))
                .isEqualTo(IntStream.of(some).mapToLong(i -> numbers[i]).toArray());
    }

    private static long[] read(Milestones milestones, int[] positions, int count) {
        long[] found = new long[1 + positions.length];
        milestones.read(Picks.of(new long[count], positions), found, 1);
        return Arrays.copyOfRange(found, 1, found.length);
    }

    @Property
    void neverTakesAFallForARise(
            @ForAll @IntRange(min = LONG_ENOUGH, max = 700) int count,
            @ForAll @IntRange(min = 1, max = 30) int bits,
            @ForAll long seed) {
        Random random = new Random(seed);
        long[] numbers = walk(count, bits, 0, true, random);
        int fall = 1 + random.nextInt(count - 1);
        for (int i = fall; i < count; i++) {
            numbers[i] -= 1L << bits;
        }
        Milestones milestones = of(encoded(numbers), count);
        if (milestones != null) {
            assertThat(milestones.isRisingTo(fall)).isFalse();
            assertThat(milestones.isRisingTo(0)).isTrue();
        }
    }

    @Property(tries = 100)
    void tellsThatNumbersOnlyRise(
            @ForAll @IntRange(min = LONG_ENOUGH, max = 700) int count, @ForAll long seed) {
        Milestones milestones = of(encoded(walk(count, 9, 0, true, new Random(seed))), count);
        assertThat(milestones != null && milestones.isRisingTo(count - 1)).isTrue();
    }
}
