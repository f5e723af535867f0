package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class HuffmanCodeProperties {

    @Property(tries = 1_000)
    void isFoundAgainInItsTableAndIsShortWhereSymbolsAreFrequent(
            @ForAll @IntRange(max = 50) int first,
            @ForAll @IntRange(min = 1, max = HuffmanCode.MAX_SYMBOLS) int span,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] counts = new int[first + span + 1];
        for (int i = 0; i < span; i++) {
            counts[first + i] =
                    random.nextInt(3) == 0 ? 0 : 1 + (random.nextInt() >>> 12 + random.nextInt(19));
        }
        counts[first] = 1;
        HuffmanCode written = HuffmanCode.of(counts);
        ByteWriter out = new ByteWriter(16);
        written.write(out);
        ByteReader in = new ByteReader(out.toByteArray());
        HuffmanCode code = HuffmanCode.read(in, counts.length);
        assertThat(in.remaining()).isZero();

        long[] table = code.table(symbol -> symbol);
        double total = 0;
        double bits = 0;
        double entropy = 0;
        for (int count : counts) {
            total += count;
        }
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                int length = written.length(symbol);
                assertThat(length).isBetween(1, HuffmanCode.MAX_LENGTH);
                long behind = random.nextLong() << length;
                int found = (int) (written.code(symbol) | behind) & table.length - 1;
                assertThat(table[found]).isEqualTo((long) symbol << 8 | length);
                bits += (double) counts[symbol] * length;
                entropy += counts[symbol] * Math.log(total / counts[symbol]) / Math.log(2);
            }
        }
        // Never more than a bit a symbol above what is possible, the limit of lengths apart.
        assertThat(bits).isBetween(entropy - 1e-6 * entropy, 1.05 * entropy + 1.1 * total);
    }
}
