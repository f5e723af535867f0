package dev.muninn.query;

import dev.muninn.model.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Encodes result blocks of floats for caches beyond memory. */
final class ResultBlockCodec {

    /*
     * version (1 byte), CRC-32C of what follows (4 bytes), then deflated: the line, so that keys with
     * the same hash are told apart; the block's numbers; each series' labels, times and values. Bytes
     * of another version or with another checksum are none of ours and are read as nothing.
     */

    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 1 + Integer.BYTES;

    /** More is no block of a dashboard's. */
    private static final int MOST_ENTRIES = 1 << 20;

    private ResultBlockCodec() {}

    /** The bytes of a block; nothing if it has histograms. */
    static Optional<byte[]> encode(StepLine line, ResultBlock block) {
        for (ResultSeries series : block.series()) {
            if (series.histograms() != null) {
                return Optional.empty();
            }
        }
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[HEAD_BYTES]);
        try (DataOutputStream out =
                new DataOutputStream(new DeflaterOutputStream(bytes, deflater, 4096))) {
            write(line, block, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        byte[] encoded = bytes.toByteArray();
        ByteBuffer.wrap(encoded).put(VERSION).putInt(checksum(encoded));
        return Optional.of(encoded);
    }

    private static int checksum(byte[] encoded) {
        CRC32C crc = new CRC32C();
        crc.update(encoded, HEAD_BYTES, encoded.length - HEAD_BYTES);
        return (int) crc.getValue();
    }

    private static void write(StepLine line, ResultBlock block, DataOutputStream out)
            throws IOException {
        text(line.toString(), out);
        out.writeLong(block.from());
        out.writeLong(block.to());
        out.writeLong(block.madeMillis());
        out.writeLong(block.madeNumber());
        out.writeLong(block.resolutionMillis());
        out.writeInt(block.generations().length);
        for (long generation : block.generations()) {
            out.writeLong(generation);
        }
        out.writeInt(block.infos().size());
        for (String info : block.infos()) {
            text(info, out);
        }
        out.writeInt(block.series().size());
        for (ResultSeries series : block.series()) {
            write(series, out);
        }
    }

    private static void write(ResultSeries series, DataOutputStream out) throws IOException {
        Labels labels = series.labels();
        out.writeInt(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            text(labels.name(i), out);
            text(labels.value(i), out);
        }
        out.writeInt(series.size());
        for (int i = 0; i < series.size(); i++) {
            out.writeLong(series.timestamps()[i]);
        }
        for (int i = 0; i < series.size(); i++) {
            out.writeLong(Double.doubleToRawLongBits(series.values()[i]));
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    /** The block of a line; nothing if the bytes are not whole, of another version or line. */
    static Optional<ResultBlock> decode(StepLine line, byte[] encoded) {
        if (encoded.length < HEAD_BYTES) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(encoded);
        if (head.get() != VERSION || head.getInt() != checksum(encoded)) {
            return Optional.empty();
        }
        try (DataInputStream in =
                new DataInputStream(
                        new InflaterInputStream(
                                new ByteArrayInputStream(
                                        encoded, HEAD_BYTES, encoded.length - HEAD_BYTES)))) {
            return text(in).equals(line.toString()) ? Optional.of(read(in)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ResultBlock read(DataInputStream in) throws IOException {
        long from = in.readLong();
        long to = in.readLong();
        long madeMillis = in.readLong();
        long madeNumber = in.readLong();
        long resolutionMillis = in.readLong();
        long[] generations = longs(in, count(in));
        List<String> infos = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            infos.add(text(in));
        }
        List<ResultSeries> series = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            series.add(series(in));
        }
        return new ResultBlock(
                from, to, generations, madeMillis, madeNumber, series, infos, resolutionMillis);
    }

    private static ResultSeries series(DataInputStream in) throws IOException {
        String[] labels = new String[2 * count(in)];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = text(in);
        }
        int size = count(in);
        long[] times = longs(in, size);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = Double.longBitsToDouble(in.readLong());
        }
        return new ResultSeries(Labels.of(labels), times, values, null, size);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ENTRIES) {
            throw new IOException(count + " entries, more than " + MOST_ENTRIES);
        }
        return count;
    }

    private static long[] longs(DataInputStream in, int count) throws IOException {
        long[] longs = new long[count];
        for (int i = 0; i < count; i++) {
            longs[i] = in.readLong();
        }
        return longs;
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] utf8 = new byte[count(in)];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
