package dev.muninn.store.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class HasherProperties {

    private static final Hash128 SEED = new Hash128(0x1234, 0x5678);

    @Property
    void aRangeHasTheSameHashWhateverWasHashedBefore(
            @ForAll long seed, @ForAll @Size(max = 20) List<@IntRange(max = 150) Integer> lengths) {
        // Few different bytes, so that ranges begin alike for a while.
        byte[] bytes = bytes(seed, 400, 2);
        Random random = new Random(seed);
        Hasher next = new Hasher(SEED);
        next.begin(bytes);
        for (int length : lengths) {
            int from = random.nextInt(bytes.length - length);
            assertThat(next.hashNext(from, from + length).result())
                    .isEqualTo(Hash128.of(SEED, bytes, from, from + length));
        }
    }

    @Property
    void copiesThatDifferInOneByteHaveDifferentHashes(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int length,
            @ForAll @IntRange(min = 0, max = 299) int place) {
        byte[] bytes = bytes(seed, 2 * length, 256);
        System.arraycopy(bytes, 0, bytes, length, length);
        bytes[length + place % length] ^= 1;
        Hasher next = new Hasher(SEED);
        next.begin(bytes);
        Hash128 first = next.hashNext(0, length).result();
        assertThat(next.hashNext(length, 2 * length).result()).isNotEqualTo(first);
        assertThat(next.hashNext(0, length).result()).isEqualTo(first);
    }

    @Property
    void whatStandsAroundARangeDoesNotMatter(
            @ForAll long seed, @ForAll @IntRange(max = 40) int length) {
        byte[] bytes = bytes(seed, length, 256);
        byte[] framed = bytes(~seed, length + 30, 256);
        System.arraycopy(bytes, 0, framed, 15, length);
        assertThat(Hash128.of(SEED, framed, 15, 15 + length))
                .isEqualTo(Hash128.of(SEED, bytes, 0, length));
    }

    @Property(tries = 20)
    void anotherArrayIsNotTakenForTheOneBefore(@ForAll long seed) {
        byte[] first = bytes(seed, 100, 256);
        byte[] second = bytes(seed + 1, 100, 256);
        Hasher next = new Hasher(SEED);
        next.begin(first);
        next.hashNext(0, 100);
        next.end();
        next.begin(second);
        assertThat(next.hashNext(0, 100).result()).isEqualTo(Hash128.of(SEED, second, 0, 100));
    }

    private static byte[] bytes(long seed, int length, int different) {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(different);
        }
        return bytes;
    }
}
