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
    void addsUpAGroupToAnyOfItsNumbers(
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
        int groupStart = random.nextInt(1000);
        boolean isLast = random.nextBoolean();
        int[] positions =
                IntStream.range(groupStart, groupStart + count + (isLast ? 0 : 1))
                        .filter(i -> random.nextInt(3) == 0 || i == groupStart + count)
                        .toArray();
        int wanted = positions.length - (isLast ? 0 : 1);
        long[] out = new long[positions.length];
        long all =
                BitSums.add(
                        packed,
                        at,
                        count,
                        width,
                        new BitSums.Wanted(positions, 0, wanted, groupStart, out));
        for (int i = 0; i < wanted; i++) {
            int end = positions[i] - groupStart + 1;
            assertThat(out[i]).isEqualTo(Arrays.stream(values, 0, end).sum());
        }
        if (!isLast) {
            assertThat(all).isEqualTo(Arrays.stream(values).sum());
        }
    }
}
