package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class BitSumsProperties {

    @Property(tries = 2_000)
    void addsUpAnyPartOfAGroup(
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
        int from = random.nextInt(count);
        int to = from + random.nextInt(count - from + 1);
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        assertThat(BitSums.sum(packed, at, from, to, width)).isEqualTo(sum);
        assertThat(BitSums.sum(packed, at, 0, count, width))
                .isEqualTo(java.util.Arrays.stream(values).sum());
    }
}
