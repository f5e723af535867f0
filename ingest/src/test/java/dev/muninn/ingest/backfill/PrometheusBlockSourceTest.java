package dev.muninn.ingest.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.model.Staleness;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks written by the test; the real ones are imported by a system test. */
class PrometheusBlockSourceTest {

    private static final int HISTOGRAM = 2;
    private static final int FLOAT_HISTOGRAM = 3;
    private static final Labels SERIES = Labels.of("__name__", "took_seconds", "job", "shop");

    @TempDir private Path folder;

    private final BlockWriter block = new BlockWriter();

    /** Samples and histograms with their times, in their order. */
    private List<String> read() throws IOException {
        block.write(folder);
        List<String> read = new ArrayList<>();
        try (PrometheusBlockSource source = PrometheusBlockSource.open(folder)) {
            WriteBatch batch = new WriteBatch();
            while (source.next(batch)) {
                for (int i = 0; i < batch.seriesCount(); i++) {
                    for (int j = batch.firstSample(i); j < batch.endSample(i); j++) {
                        NativeHistogram histogram = batch.histogram(j);
                        read.add(
                                batch.labels(i)
                                        + " "
                                        + (histogram == null ? batch.value(j) : histogram)
                                        + " @"
                                        + batch.timestamp(j));
                    }
                }
            }
            assertThat(source.passedOver()).isEmpty();
        }
        return read;
    }

    private static String line(NativeHistogram histogram, long timeMillis) {
        return SERIES + " " + histogram + " @" + timeMillis;
    }

    private static NativeHistogram histogram(
            ResetHint hint, double count, double zeroCount, double sum, double... buckets) {
        return new NativeHistogram(
                hint,
                3,
                0.25,
                zeroCount,
                count,
                sum,
                new int[] {-2, 2},
                new double[] {buckets[0], buckets[1]},
                new int[] {1, 1},
                new double[] {buckets[2]},
                new double[0]);
    }

    /** The head of a chunk of histograms as {@link #histogram} makes them. */
    private static BitWriter counterChunk(int samples) {
        return counterChunk(samples, 0);
    }

    private static BitWriter counterChunk(int samples, int reset) {
        // 242 stands for the threshold 0.25.
        return new BitWriter()
                .bits(samples, 16)
                .bits((long) reset << 6, 8)
                .bits(242, 8)
                .integer(3)
                .spans(-2, 2)
                .spans(1, 1);
    }

    @Test
    void readsHistogramsWithIntegerCountsAndTheirEnd() throws IOException {
        BitWriter chunk = counterChunk(4);
        chunk.integer(1_700_000_000_000L).unsignedInteger(9).unsignedInteger(1).real(4.5);
        // Buckets 3 and 4 above zero, 1 below.
        chunk.integer(3).integer(1).integer(1);
        // A minute later count, zero and buckets have grown by 5, 1, 2 and 0, 2.
        chunk.unsignedInteger(60_000).integer(5).integer(1).xor(4.5, 6.75);
        chunk.integer(2).integer(-2).integer(2);
        // Another minute later they have grown by as much again, but for one more of the count.
        chunk.integer(0).integer(1).integer(0).xor(6.75, 6.75);
        chunk.integer(0).integer(0).integer(0);
        chunk.integer(-30_000).integer(0).integer(0);
        chunk.xor(6.75, Staleness.MARKER);
        block.series(SERIES, HISTOGRAM, chunk.toByteArray());
        assertThat(read())
                .containsExactly(
                        line(histogram(ResetHint.UNKNOWN, 9, 1, 4.5, 3, 4, 1), 1_700_000_000_000L),
                        line(
                                histogram(ResetHint.UNKNOWN, 14, 2, 6.75, 5, 4, 3),
                                1_700_000_060_000L),
                        line(
                                histogram(ResetHint.UNKNOWN, 20, 3, 6.75, 7, 4, 5),
                                1_700_000_120_000L),
                        line(NativeHistogram.stale(), 1_700_000_150_000L));
    }

    @Test
    void readsWhetherACounterBeganAnewBeforeTheChunk() throws IOException {
        ResetHint[] first = {ResetHint.UNKNOWN, ResetHint.UNKNOWN, ResetHint.RESET};
        List<String> expected = new ArrayList<>();
        for (int bits = 0; bits < first.length; bits++) {
            BitWriter chunk = counterChunk(2, bits);
            chunk.integer(1000L * bits).unsignedInteger(9).unsignedInteger(1).real(4.5);
            chunk.integer(3).integer(1).integer(1);
            chunk.unsignedInteger(60_000).integer(0).integer(0).xor(4.5, 4.5);
            chunk.integer(0).integer(0).integer(0);
            block.series(SERIES, HISTOGRAM, chunk.toByteArray());
            expected.add(line(histogram(first[bits], 9, 1, 4.5, 3, 4, 1), 1000L * bits));
            expected.add(
                    line(histogram(ResetHint.UNKNOWN, 9, 1, 4.5, 3, 4, 1), 1000L * bits + 60_000));
        }
        assertThat(read()).containsExactlyElementsOf(expected);
    }

    @Test
    void readsHistogramsWithFloatCountsThatMayShrink() throws IOException {
        block.series(SERIES, FLOAT_HISTOGRAM, gaugeChunk().toByteArray());
        assertThat(read())
                .containsExactly(
                        line(histogram(ResetHint.GAUGE, 9.5, 1, 4.5, 3.25, 4, 1.25), 1000),
                        line(histogram(ResetHint.GAUGE, 2.5, 1, 4.5, 0, 2.5, 0), 2000));
    }

    /** A threshold that is written as a whole double, then two histograms. */
    private static BitWriter gaugeChunk() {
        BitWriter chunk =
                new BitWriter()
                        .bits(2, 16)
                        .bits(3L << 6, 8)
                        .bits(255, 8)
                        .real(0.25)
                        .integer(3)
                        .spans(-2, 2)
                        .spans(1, 1);
        chunk.integer(1000).real(9.5).real(1).real(4.5).real(3.25).real(4).real(1.25);
        chunk.unsignedInteger(1000).xor(9.5, 2.5).xor(1, 1).xor(4.5, 4.5);
        return chunk.xor(3.25, 0).xor(4, 2.5).xor(1.25, 0);
    }

    @Test
    void readsHistogramsWithCustomBounds() throws IOException {
        BitWriter chunk =
                new BitWriter()
                        .bits(1, 16)
                        .bits(0, 8)
                        .bits(0, 8)
                        .integer(NativeHistogram.CUSTOM_SCHEMA)
                        .spans(0, 3)
                        .spans();
        chunk.unsignedInteger(2).unsignedInteger(501).bits(0, 1).real(Math.PI);
        chunk.integer(1000).unsignedInteger(6).unsignedInteger(0).real(1);
        chunk.integer(1).integer(1).integer(1);
        block.series(SERIES, HISTOGRAM, chunk.toByteArray());
        assertThat(read())
                .containsExactly(
                        line(
                                new NativeHistogram(
                                        ResetHint.UNKNOWN,
                                        NativeHistogram.CUSTOM_SCHEMA,
                                        0,
                                        0,
                                        6,
                                        1,
                                        new int[] {0, 3},
                                        new double[] {1, 2, 3},
                                        new int[0],
                                        new double[0],
                                        new double[] {0.5, Math.PI}),
                                1000));
    }

    /** Floats 1, 2, 3, … a second apart. */
    private static byte[] floats(int count) {
        BitWriter chunk = new BitWriter().bits(count, 16);
        // A varint of 2,000 is 1,000 with a sign.
        chunk.bits(0xd0, 8).bits(0x0f, 8).real(1);
        for (int i = 1; i < count; i++) {
            if (i == 1) {
                chunk.bits(0xe8, 8).bits(0x07, 8);
            } else {
                chunk.bits(0, 1);
            }
            chunk.xor(i, i + 1);
        }
        return chunk.toByteArray();
    }

    @Test
    void leavesOutWhatWasDeleted() throws IOException {
        Labels other = Labels.of("__name__", "other");
        long first = block.series(SERIES, 1, floats(5));
        block.series(other, 1, floats(2));
        block.deleted(first, 2000, 3000);
        block.deleted(first, 5000, 9000);
        assertThat(read())
                .containsExactly(
                        SERIES + " 1.0 @1000",
                        SERIES + " 4.0 @4000",
                        other + " 1.0 @1000",
                        other + " 2.0 @2000");
    }

    @Test
    void refusesTombstonesOfAnotherVersion() throws IOException {
        block.series(SERIES, 1, floats(1));
        block.write(folder);
        Files.write(folder.resolve("tombstones"), new byte[] {1, 0x30, -70, 0x30, 9, 0, 0, 0, 0});
        assertThatThrownBy(() -> PrometheusBlockSource.open(folder))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("no tombstones of version 1");
    }

    @Test
    void saysWhereABlockIsDamaged() throws IOException {
        byte[] cut = new BitWriter().bits(50, 16).bits(0, 8).toByteArray();
        block.series(SERIES, HISTOGRAM, cut);
        assertThatThrownBy(this::read)
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("the block is damaged near byte");
    }
}
