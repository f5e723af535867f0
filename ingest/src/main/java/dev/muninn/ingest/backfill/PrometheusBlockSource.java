package dev.muninn.ingest.backfill;

import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The samples of one Prometheus block: a folder with index, chunks and what was deleted. */
public final class PrometheusBlockSource implements BackfillSource {

    private static final int XOR = 1;
    private static final int HISTOGRAM = 2;
    private static final int FLOAT_HISTOGRAM = 3;

    /** So many samples make a request of about a megabyte. */
    private static final int BATCH_SAMPLES = 50_000;

    private final BlockIndexReader index;
    private final List<ByteBuffer> segments;
    private final Tombstones tombstones;
    private long unknownChunks;

    private PrometheusBlockSource(
            BlockIndexReader index, List<ByteBuffer> segments, Tombstones tombstones) {
        this.index = index;
        this.segments = segments;
        this.tombstones = tombstones;
    }

    /** Whether the folder looks like a block. */
    public static boolean isBlock(Path folder) {
        return Files.isRegularFile(folder.resolve("index"))
                && Files.isDirectory(folder.resolve("chunks"));
    }

    /**
     * Opens a block.
     *
     * @throws MuninnException of kind BAD_INPUT if it is of an unknown version
     */
    public static PrometheusBlockSource open(Path folder) throws IOException {
        BlockIndexReader index = BlockIndexReader.of(map(folder.resolve("index")));
        List<ByteBuffer> segments = new ArrayList<>();
        Path chunks = folder.resolve("chunks");
        for (int number = 1; ; number++) {
            Path segment = chunks.resolve("%06d".formatted(number));
            if (!Files.exists(segment)) {
                Tombstones tombstones = Tombstones.read(folder.resolve("tombstones"));
                return new PrometheusBlockSource(index, segments, tombstones);
            }
            segments.add(map(segment));
        }
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    @Override
    public boolean next(WriteBatch into) {
        into.clear();
        try {
            boolean hasMore = index.hasNext();
            while (index.hasNext() && into.sampleCount() < BATCH_SAMPLES) {
                BlockIndexReader.Series series = index.next();
                into.addSeries(series.labels());
                ChunkSamples samples = new ChunkSamples(into, tombstones, series.reference());
                for (long chunk : series.chunks()) {
                    read(chunk, samples);
                }
            }
            return hasMore;
        } catch (IndexOutOfBoundsException e) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT,
                    "the block is damaged near byte " + index.position() + " of its index",
                    e);
        }
    }

    /** A chunk's reference is the number of its segment and its place there. */
    private void read(long reference, ChunkSamples into) {
        Varints in = new Varints(segments.get((int) (reference >>> 32)), (int) reference);
        int length = (int) in.unsigned();
        byte encoding = in.bytes(1)[0];
        BitReader bits = new BitReader(in.bytes(length));
        switch (encoding) {
            case XOR -> XorChunk.read(bits, into);
            case HISTOGRAM -> HistogramChunk.readIntegers(bits, into);
            case FLOAT_HISTOGRAM -> HistogramChunk.readFloats(bits, into);
            default -> unknownChunks++;
        }
    }

    @Override
    public String passedOver() {
        return unknownChunks == 0 ? "" : unknownChunks + " chunks of an unknown encoding";
    }

    @Override
    public long position() {
        return index.position();
    }

    @Override
    public long size() {
        return index.size();
    }

    @Override
    public void moveTo(long position) {
        index.moveTo(position);
    }

    @Override
    public void close() {
        // Maps go with the garbage; the process ends soon.
    }
}
