package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * A prefix code for small numbers, of which the frequent ones take few bits (Huffman, 1952).
 * Immutable.
 */
final class HuffmanCode {

    /*
     * Written as the lengths of the codes, four bits each, of the symbols from the first to the last
     * that has one; 0 is none. Codes of a length follow each other (canonical code), and are written
     * lowest bit first, so that a look at the next bits finds the symbol in a table.
     */

    /** A table of so many bits fits beside a column in the nearest cache; so does its making. */
    static final int MAX_LENGTH = 9;

    /** As many symbols as a code may span. */
    static final int MAX_SYMBOLS = 256;

    private final int first;
    private final int[] lengths;
    private final int[] codes;

    private HuffmanCode(int first, int[] lengths) {
        this.first = first;
        this.lengths = lengths;
        this.codes = codes(lengths);
    }

    /**
     * The shortest code there is for symbols that occur so often, near enough.
     *
     * @param counts of each symbol; no more than {@link #MAX_SYMBOLS} lie between the first and the
     *     last that occurs, one at least does
     */
    static HuffmanCode of(int[] counts) {
        int first = 0;
        while (counts[first] == 0) {
            first++;
        }
        int last = counts.length - 1;
        while (counts[last] == 0) {
            last--;
        }
        int[] weights = Arrays.copyOfRange(counts, first, last + 1);
        int[] lengths = depths(weights);
        while (Arrays.stream(lengths).max().orElse(0) > MAX_LENGTH) {
            // Rare symbols grow as frequent as others until their codes are short enough.
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (weights[i] + 1) / 2;
            }
            lengths = depths(weights);
        }
        return new HuffmanCode(first, lengths);
    }

    /** How deep in the tree of least weight the symbols lie; 0 for those that do not occur. */
    private static int[] depths(int[] weights) {
        int count = weights.length;
        int[] parents = new int[2 * count];
        // Leaves by weight; inner nodes are made in the order of theirs.
        long[] leaves = new long[count];
        int used = 0;
        for (int i = 0; i < count; i++) {
            if (weights[i] > 0) {
                leaves[used++] = (long) weights[i] << 32 | i;
            }
        }
        Arrays.sort(leaves, 0, used);
        long[] inner = new long[count];
        int nextLeaf = 0;
        int nextInner = 0;
        int made = 0;
        while (made < used - 1) {
            long sum = 0;
            for (int child = 0; child < 2; child++) {
                boolean isLeaf =
                        nextInner == made
                                || nextLeaf < used && leaves[nextLeaf] >>> 32 <= inner[nextInner];
                if (isLeaf) {
                    sum += leaves[nextLeaf] >>> 32;
                    parents[(int) leaves[nextLeaf++]] = made;
                } else {
                    sum += inner[nextInner];
                    parents[count + nextInner++] = made;
                }
            }
            inner[made++] = sum;
        }
        int[] innerDepths = new int[count];
        for (int i = made - 2; i >= 0; i--) {
            innerDepths[i] = innerDepths[parents[count + i]] + 1;
        }
        int[] depths = new int[count];
        for (int i = 0; i < used; i++) {
            int symbol = (int) leaves[i];
            depths[symbol] = made == 0 ? 1 : innerDepths[parents[symbol]] + 1;
        }
        return depths;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param symbols how many there are at most
     */
    static HuffmanCode read(ByteReader in, int symbols) {
        int first = in.count(symbols);
        int[] lengths = new int[in.count(Math.min(MAX_SYMBOLS, symbols - first))];
        int room = 1 << MAX_LENGTH;
        for (int i = 0; i < lengths.length; i += 2) {
            int pair = in.u8();
            lengths[i] = pair & 15;
            if (i + 1 < lengths.length) {
                lengths[i + 1] = pair >>> 4;
            }
        }
        for (int length : lengths) {
            room -= length == 0 ? 0 : 1 << MAX_LENGTH >>> length;
            if (length > MAX_LENGTH || room < 0) {
                throw new MuninnException(
                        MuninnException.Kind.CORRUPT,
                        "codes of lengths " + Arrays.toString(lengths));
            }
        }
        return new HuffmanCode(first, lengths);
    }

    void write(ByteWriter out) {
        out.varint(first).varint(lengths.length);
        for (int i = 0; i < lengths.length; i += 2) {
            out.u8(lengths[i] | (i + 1 < lengths.length ? lengths[i + 1] << 4 : 0));
        }
    }

    /** The code of each symbol, to be written from its lowest bit. */
    private static int[] codes(int[] lengths) {
        int[] codes = new int[lengths.length];
        int code = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            for (int i = 0; i < lengths.length; i++) {
                if (lengths[i] == length) {
                    codes[i] = Integer.reverse(code++) >>> (32 - length);
                }
            }
            code <<= 1;
        }
        return codes;
    }

    int length(int symbol) {
        return lengths[symbol - first];
    }

    int code(int symbol) {
        return codes[symbol - first];
    }

    /** The length of the longest code: so many bits find a symbol in {@link #table}. */
    int longest() {
        return Arrays.stream(lengths).max().orElse(0);
    }

    /**
     * By the next bits, the length of the code they begin with, in the lowest byte, and above it
     * what is to be known of its symbol; 0 where none begins so.
     */
    long[] table(IntToLongFunction meaning) {
        long[] table = new long[1 << longest()];
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] > 0) {
                long found = meaning.applyAsLong(first + i) << 8 | lengths[i];
                for (int at = codes[i]; at < table.length; at += 1 << lengths[i]) {
                    table[at] = found;
                }
            }
        }
        return table;
    }
}
