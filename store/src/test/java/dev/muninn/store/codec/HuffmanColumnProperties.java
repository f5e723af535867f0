package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Numbers in codes come back as they were, and what is damaged ends with a word. */
final class HuffmanColumnProperties {

    @Property(tries = 1_000)
    void givesBackNumbersOfAllSizes(
            @ForAll @IntRange(min = 1, max = 1_000) int count,
            @ForAll @IntRange(max = 46) int width,
            @ForAll @IntRange(max = 3) int kind,
            @ForAll long seed) {
        long[] numbers = numbers(count, width, kind, new Random(seed));
        ByteWriter out = new ByteWriter(16);
        out.u8(99);
        assertThat(new HuffmanEncoder().encode(numbers, count, Integer.MAX_VALUE, out)).isTrue();
        int end = out.size();
        out.u8(98);
        ByteReader in = new ByteReader(out.toByteArray());
        in.u8();
        assertThat(HuffmanColumn.isNext(in)).isTrue();
        long[] back = new long[count];
        IntegerColumn.decode(in, count, back);
        assertThat(back).isEqualTo(numbers);
        assertThat(in.position()).isEqualTo(end);
    }

    @Property(tries = 500)
    void refusesOrGivesBackNumbersOfAnyBits(
            @ForAll @IntRange(min = 1, max = 200) int count, @ForAll long seed) {
        Random random = new Random(seed);
        long[] numbers = random.longs(count, -(1L << 60), 1L << 60).toArray();
        ByteWriter out = new ByteWriter(16);
        if (new HuffmanEncoder().encode(numbers, count, Integer.MAX_VALUE, out)) {
            long[] back = new long[count];
            IntegerColumn.decode(new ByteReader(out.toByteArray()), count, back);
            assertThat(back).isEqualTo(numbers);
        } else {
            assertThat(out.size()).isZero();
        }
    }

    @Property(tries = 1_000)
    void endsWithAWordWhereBitsAreWrong(
            @ForAll @IntRange(min = 10, max = 300) int count,
            @ForAll @IntRange(max = 40) int width,
            @ForAll long seed) {
        Random random = new Random(seed);
        ByteWriter out = new ByteWriter(16);
        new HuffmanEncoder()
                .encode(
                        numbers(count, width, random.nextInt(4), random),
                        count,
                        Integer.MAX_VALUE,
                        out);
        byte[] bytes = out.toByteArray();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        byte[] cut = Arrays.copyOf(bytes, bytes.length - random.nextInt(2));
        try {
            IntegerColumn.decode(new ByteReader(cut), count, new long[count]);
        } catch (MuninnException e) {
            assertThat(e.kind()).isEqualTo(MuninnException.Kind.CORRUPT);
        } catch (IndexOutOfBoundsException e) {
            // What readers take for damage, too.
            assertThat(e).isNotNull();
        } catch (RuntimeException e) {
            fail("seed %d", seed, e);
        }
    }

    private static long[] numbers(int count, int width, int kind, Random random) {
        long[] numbers = new long[count];
        long unit = 1L << random.nextInt(4);
        long before = random.nextInt();
        for (int i = 0; i < count; i++) {
            long size = width == 0 ? 0 : random.nextLong() >>> 64 - width + random.nextInt(width);
            numbers[i] =
                    switch (kind) {
                        case 0 -> size * unit;
                        case 1 -> before + size * unit;
                        case 2 -> before + (random.nextBoolean() ? size : -size);
                        default -> random.nextInt(20) == 0 ? size : 7;
                    };
            before = numbers[i];
        }
        return numbers;
    }
}
