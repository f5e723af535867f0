package dev.muninn.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.codec.ChunkCodec;
import dev.muninn.store.codec.ChunkValues;
import dev.muninn.store.codec.MarkedColumn;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageCacheTest {

    /** No short decimals, and of no common scale: nothing fits but XOR. */
    private static final double[] WILD = {Math.PI * 1e200, -Math.E * 1e-200, Math.sqrt(2) * 1e50};

    private final PageCache cache = new PageCache(300);

    @Test
    void keepsPagesOfEachBlockUpToItsBytes() {
        PageCache.OfBlock first = cache.of(10);
        PageCache.OfBlock second = cache.of(10);
        for (int i = 0; i < 2; i++) {
            first.put(i, new byte[100]);
        }
        byte[] page = new byte[100];
        second.put(0, page);
        assertThat(second.get(0)).isNotNull().extracting(ReadPage::bytes).isSameAs(page);
        assertThat(second.get(1)).isNull();
        assertThat(cache.bytes()).isEqualTo(300);
        second.put(1, new byte[100]);
        assertThat(first.get(0)).as("the oldest").isNull();
        assertThat(first.get(1)).isNotNull();
        assertThat(cache.bytes()).isEqualTo(300);
    }

    @Test
    void sparesWhatWasUsedMeanwhile() {
        PageCache.OfBlock block = cache.of(10);
        for (int i = 0; i < 3; i++) {
            block.put(i, new byte[100]);
        }
        assertThat(block.get(0)).isNotNull();
        block.put(3, new byte[100]);
        assertThat(block.get(0)).isNotNull();
        assertThat(block.get(1)).isNull();
    }

    @Test
    void keepsNothingLargerThanAllOfIt() {
        PageCache.OfBlock block = cache.of(1);
        block.put(0, new byte[301]);
        assertThat(block.get(0)).isNull();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void forgetsTheBlocksThatAreGone() {
        PageCache.OfBlock gone = cache.of(2);
        PageCache.OfBlock stays = cache.of(2);
        gone.put(0, new byte[100]);
        stays.put(0, new byte[50]);
        gone.clear();
        assertThat(gone.get(0)).isNull();
        assertThat(stays.get(0)).isNotNull();
        assertThat(cache.bytes()).isEqualTo(50);
    }

    @Test
    void givesThePageThatSomebodyElsePutThereFirst() {
        PageCache.OfBlock block = cache.of(1);
        ReadPage first = block.put(0, new byte[100]);
        assertThat(block.put(0, new byte[100])).isNotSameAs(first);
        assertThat(block.get(0)).isSameAs(first);
        assertThat(cache.bytes()).isEqualTo(100);
    }

    @Test
    void countsTheColumnsThatStayWithTheirPage() {
        byte[] bytes = chunk(WILD);
        PageCache roomy = new PageCache(bytes.length + 100);
        PageCache.OfBlock block = roomy.of(2);
        ReadPage page = block.put(0, bytes);
        ChunkValues first = page.values(0, 3);
        assertThat(first).isInstanceOf(ChunkValues.Unpacked.class);
        long full = roomy.bytes();
        assertThat(full).isGreaterThanOrEqualTo(bytes.length + 3 * Double.BYTES);
        assertThat(page.values(0, 3)).as("again").isEqualTo(first);
        assertThat(roomy.bytes()).as("counted once").isEqualTo(full);
        block.put(1, new byte[100]);
        assertThat(block.get(0)).as("left as a whole").isNull();
        assertThat(roomy.bytes()).isEqualTo(100);
        assertThat(page.values(0, 3)).as("to whoever still reads it").isNotNull();
        assertThat(roomy.bytes()).isEqualTo(100);
    }

    @Test
    void letsGoOfAPageWhoseColumnsDoNotFit() {
        byte[] bytes = chunk(WILD);
        PageCache tight = new PageCache(bytes.length + 50);
        PageCache.OfBlock block = tight.of(1);
        ReadPage page = block.put(0, bytes);
        assertThat(((ChunkValues.Unpacked) page.values(0, 3)).values()).containsExactly(WILD);
        assertThat(block.get(0)).isNull();
        assertThat(tight.bytes()).isZero();
    }

    @Test
    void unpacksNothingOfAPageThatDoesNotStayOrCanBePickedFrom() {
        assertThat(ReadPage.passing(chunk(WILD)).values(0, 3))
                .isInstanceOf(ChunkValues.Packed.class);
        byte[] integers = chunk(1, 2, 4);
        assertThat(cache.of(1).put(0, integers).values(0, 3))
                .isInstanceOf(ChunkValues.Packed.class);
    }

    @Test
    void countsTheMilestonesThatStayWithTheirPage() {
        double[] counter = new double[1_000];
        for (int i = 1; i < counter.length; i++) {
            counter[i] = counter[i - 1] + i * i % 100;
        }
        byte[] bytes = chunk(counter);
        PageCache roomy = new PageCache(2L * bytes.length);
        ReadPage page = roomy.of(1).put(0, bytes);
        ChunkValues first = page.few(0, counter.length);
        assertThat(first).isInstanceOf(MarkedColumn.class);
        long full = roomy.bytes();
        assertThat(full - bytes.length).isBetween(counter.length / 2L, 1L * counter.length);
        assertThat(page.few(0, counter.length)).as("again").isSameAs(first);
        assertThat(roomy.bytes()).as("counted once").isEqualTo(full);
        assertThat(page.values(0, counter.length))
                .as("to read all")
                .isInstanceOf(ChunkValues.Packed.class);
        assertThat(ReadPage.passing(bytes).few(0, counter.length))
                .as("of a page that goes")
                .isInstanceOf(ChunkValues.Packed.class);
    }

    @Test
    void givesMilestonesRoomOfTheirOwn() {
        double[] counter = new double[1_000];
        for (int i = 1; i < counter.length; i++) {
            counter[i] = counter[i - 1] + i * i % 100;
        }
        byte[] bytes = chunk(counter);
        PageCache tight = new PageCache(2L * bytes.length);
        PageCache.OfBlock block = tight.of(3);
        ReadPage first = block.put(0, bytes);
        ReadPage second = block.put(1, bytes);
        assertThat(first.few(0, counter.length)).isInstanceOf(MarkedColumn.class);
        assertThat(second.few(0, counter.length))
                .as("no more room")
                .isInstanceOf(ChunkValues.Packed.class);
        assertThat(block.get(0)).as("no page went for them").isSameAs(first);
        assertThat(block.get(1)).isSameAs(second);
        block.clear();
        assertThat(tight.bytes()).isZero();
        assertThat(block.put(2, bytes).few(0, counter.length)).isInstanceOf(MarkedColumn.class);
    }

    @Test
    void countsCodesThatArePackedAnewToBeReadSingly() {
        Random random = new Random(1);
        double[] counter = new double[1_000];
        for (int i = 1; i < counter.length; i++) {
            int burst = random.nextInt(50) == 0 ? 40 : 0;
            counter[i] = counter[i - 1] + 20 + burst + Math.round(2 * random.nextGaussian());
        }
        byte[] bytes = chunk(ChunkCodec.dense(), counter);
        assertThat(bytes.length).as("in codes").isLessThan(chunk(counter).length * 3 / 4);
        PageCache roomy = new PageCache(10L * bytes.length);
        ReadPage page = roomy.of(1).put(0, bytes);
        ChunkValues first = page.few(0, counter.length);
        assertThat(first).isInstanceOf(MarkedColumn.class);
        assertThat(page.few(0, counter.length)).as("again").isSameAs(first);
        assertThat(roomy.bytes() - bytes.length)
                .as("milestones and six bits a sample")
                .isBetween((long) counter.length, 3L * counter.length / 2);
    }

    @Test
    void readsColumnsAsTheyAreThatBeginTooCloseToOneThatStays() {
        double[] counter = new double[64];
        for (int i = 1; i < counter.length; i++) {
            counter[i] = counter[i - 1] + i % 2;
        }
        byte[] one = chunk(counter);
        byte[] two = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        ReadPage page = new PageCache(10_000).of(1).put(0, two);
        assertThat(page.few(0, counter.length)).isInstanceOf(MarkedColumn.class);
        assertThat(page.few(one.length, counter.length)).isInstanceOf(ChunkValues.Packed.class);
    }

    /** A chunk of floats, with what decoders may read behind it. */
    private static byte[] chunk(double... values) {
        return chunk(new ChunkCodec(), values);
    }

    private static byte[] chunk(ChunkCodec codec, double... values) {
        long[] bits = Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
        ByteWriter out = new ByteWriter(16);
        codec.encodeFloats(bits, bits.length, out);
        return Arrays.copyOf(out.toByteArray(), out.size() + 16);
    }

    @Test
    void hasNoPagesWithNumbersThatTheBlockHasNot() {
        assertThat(cache.of(2).get(2)).isNull();
        assertThat(cache.of(2).get(-1)).isNull();
    }
}
