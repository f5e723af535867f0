package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class BitSumsProperties {

    @Property(tries = 2_000)
    void addsUpWhatLiesBetweenAnyNumbersOfAGroup(
            @ForAll @IntRange(max = 64) int width,
            @ForAll @IntRange(min = 1, max = IntegerColumn.GROUP) int count,
            @ForAll long seed) {
        Random random = new Random(seed);
        boolean isFull = random.nextBoolean();
        long most = width == 0 ? 0 : -1L >>> (64 - width);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = isFull ? most : random.nextLong() & most;
        }
        int at = random.nextInt(4);
        byte[] packed = new byte[at + BitPacking.bytes(count, width) + IntegerColumn.SLACK];
        BitPacking.pack(values, 0, count, width, packed, at);
        int[] ends = IntStream.rangeClosed(0, count).filter(i -> random.nextInt(3) == 0).toArray();
        int from = 0;
        for (int to : ends) {
            assertThat(BitSums.between(packed, at, from, to, width))
                    .as("from %d to %d", from, to)
                    .isEqualTo(Arrays.stream(values, from, to).sum());
            from = to;
        }
        assertThat(BitSums.between(packed, at, 0, count, width))
                .isEqualTo(Arrays.stream(values).sum());
    }
}
