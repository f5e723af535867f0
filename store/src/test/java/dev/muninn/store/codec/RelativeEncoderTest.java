package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Chunks are counted from one that they are like, and only then. */
final class RelativeEncoderTest {

    private static final int COUNT = 960;
    private static final int HOST = 1;
    private static final int OTHER_HOST = 2;

    /** A head, a base and eight groups of zeros. */
    private static final int FEW_BYTES = 48;

    private final Random random = new Random(20_261_121);
    private final RelativeEncoder encoder = new RelativeEncoder();
    private final ChunkCodec codec = ChunkCodec.dense();
    private final ByteWriter page = new ByteWriter(1 << 16);
    private final long[] used = new long[COUNT];

    RelativeEncoderTest() {
        long sum = 1L << 40;
        for (int i = 0; i < COUNT; i++) {
            sum += random.nextInt(2_000_000) - 1_000_000;
            used[i] = sum;
        }
    }

    @Test
    void tellsWhatIsToldTwiceInFewBytes() {
        add(HOST, i -> used[i]);
        int start = page.size();
        assertThat(add(HOST, i -> used[i])).isEqualTo(new RelativeBase(0, 0, 0, false));
        assertThat(page.size() - start).isLessThan(FEW_BYTES);
    }

    @Test
    void tellsWhatIsLeftOfATotalInFewBytes() {
        add(HOST, i -> used[i]);
        int start = page.size();
        RelativeBase base = add(HOST, i -> (1L << 41) - used[i]);
        assertThat(base).isEqualTo(new RelativeBase(0, 0, 0, true));
        assertThat(page.size() - start).isLessThan(FEW_BYTES);
    }

    @Test
    void seesThroughBytesAndKibibytes() {
        add(HOST, i -> 4 * used[i]);
        int start = page.size();
        RelativeBase base = add(HOST, i -> 4096 * used[i]);
        assertThat(base).isEqualTo(new RelativeBase(0, 0, 10, false));
        assertThat(add(HOST, i -> used[i])).isEqualTo(new RelativeBase(0, 0, -2, false));
        assertThat(page.size() - start).isLessThan(2 * FEW_BYTES);
    }

    @Test
    void tellsOnlyTheNoiseOnTopOfAnother() {
        add(HOST, i -> used[i]);
        int start = page.size();
        assertThat(add(HOST, i -> used[i] + random.nextInt(256))).isNotNull();
        assertThat(page.size() - start).isBetween(COUNT, COUNT + 2 * FEW_BYTES);
    }

    @Test
    void findsTheLikestOfMany() {
        add(HOST, i -> random.nextInt(1 << 20));
        int likest = page.size();
        add(HOST, i -> used[i]);
        add(HOST, i -> random.nextInt(1 << 20));
        assertThat(add(HOST, i -> used[i] + random.nextInt(1 << 10)))
                .isEqualTo(new RelativeBase(0, likest, 0, false));
    }

    @Test
    void leavesWhatIsNotAlike() {
        add(HOST, i -> used[i]);
        assertThat(add(HOST, i -> random.nextInt(1 << 20))).isNull();
        assertThat(add(HOST, i -> used[i] + random.nextInt(1 << 20))).isNull();
    }

    @Test
    void leavesWhatHasOtherTimes() {
        add(HOST, i -> used[i]);
        assertThat(add(OTHER_HOST, i -> used[i])).isNull();
    }

    @Test
    void countsFromNoneThatIsCountedFromAnother() {
        add(HOST, i -> used[i]);
        add(HOST, i -> used[i] + random.nextInt(256));
        add(HOST, i -> used[COUNT - 1 - i]);
        RelativeBase base = add(HOST, i -> used[i] + random.nextInt(128));
        assertThat(base).isEqualTo(new RelativeBase(0, 0, 0, false));
    }

    @Test
    void forgetsTheOldestWhenThereAreTooMany() {
        add(HOST, i -> used[i]);
        for (int host = OTHER_HOST; host < 2_800; host++) {
            page.truncate(0);
            add(host, i -> random.nextLong() >>> 12);
        }
        page.truncate(0);
        assertThat(add(HOST, i -> used[i])).isNull();
        assertThat(add(HOST, i -> used[i])).isNotNull();
    }

    /** Writes a chunk; what it is counted from. */
    private @Nullable RelativeBase add(long times, IntToLongFunction value) {
        long[] bits = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
            bits[i] = Double.doubleToRawLongBits((double) value.applyAsLong(i));
        }
        int start = page.size();
        codec.encodeFloats(bits, COUNT, page);
        encoder.shorten(times, 0, start, COUNT, page);
        return RelativeColumn.base(new ByteReader(page.array(), start, page.size()));
    }
}
