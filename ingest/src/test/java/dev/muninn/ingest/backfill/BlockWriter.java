package dev.muninn.ingest.backfill;

import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.testkit.ProtobufWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a block in Prometheus' format, with zeros for checksums. */
final class BlockWriter {

    private static final int CHUNKS_HEADER_BYTES = 8;
    private static final int CHECKSUM_BYTES = 4;

    private final List<String> symbols = new ArrayList<>();
    private final ByteArrayOutputStream series = new ByteArrayOutputStream();
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    private final ProtobufWriter tombstones = new ProtobufWriter();

    BlockWriter() {
        chunks.writeBytes(
                ByteBuffer.allocate(CHUNKS_HEADER_BYTES).putInt(0x85BD40DD).put((byte) 1).array());
    }

    /** Adds a series with one chunk and returns how tombstones name it, but for the start. */
    long series(Labels labels, int encoding, byte[] chunk) {
        while (series.size() % 16 != 0) {
            series.write(0);
        }
        final long reference = series.size() / 16;
        ProtobufWriter entry = new ProtobufWriter();
        entry.varint(labels.size());
        for (Label label : labels.toList()) {
            entry.varint(symbol(label.name()));
            entry.varint(symbol(label.value()));
        }
        entry.varint(1);
        // The times of the chunk, which no reader here needs.
        entry.varint(0);
        entry.varint(0);
        entry.varint(chunks.size());
        ProtobufWriter framed = new ProtobufWriter();
        framed.varint(entry.length());
        framed.raw(entry.toByteArray(), entry.length());
        framed.raw(new byte[CHECKSUM_BYTES], CHECKSUM_BYTES);
        series.writeBytes(framed.toByteArray());
        ProtobufWriter framedChunk = new ProtobufWriter();
        framedChunk.varint(chunk.length);
        framedChunk.raw(new byte[] {(byte) encoding}, 1);
        framedChunk.raw(chunk, chunk.length);
        framedChunk.raw(new byte[CHECKSUM_BYTES], CHECKSUM_BYTES);
        chunks.writeBytes(framedChunk.toByteArray());
        return reference;
    }

    private int symbol(String text) {
        if (!symbols.contains(text)) {
            symbols.add(text);
        }
        return symbols.indexOf(text);
    }

    /** Notes that an interval of a series was deleted. */
    void deleted(long reference, long fromMillis, long toMillis) {
        // The series begin behind the symbols, which are known by then.
        tombstones.varint(reference + seriesStart() / 16);
        tombstones.varint(ProtobufWriter.zigzag(fromMillis));
        tombstones.varint(ProtobufWriter.zigzag(toMillis));
    }

    private byte[] symbolTable() {
        ProtobufWriter table = new ProtobufWriter();
        for (String symbol : symbols) {
            byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
            table.varint(bytes.length);
            table.raw(bytes, bytes.length);
        }
        return table.toByteArray();
    }

    private int seriesStart() {
        int end = 5 + 8 + symbolTable().length;
        return (end + 15) / 16 * 16;
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("chunks"));
        Files.write(folder.resolve("chunks/000001"), chunks.toByteArray());
        byte[] table = symbolTable();
        int start = seriesStart();
        int end = start + series.size();
        ByteBuffer index = ByteBuffer.allocate(end + 52);
        index.putInt(0xBAAAD700).put((byte) 2);
        index.putInt(4 + table.length).putInt(symbols.size()).put(table);
        index.put(start, series.toByteArray());
        index.position(end);
        index.putLong(5).putLong(start).putLong(end).putLong(end).putLong(end).putLong(end);
        Files.write(folder.resolve("index"), index.array());
        ByteBuffer stones = ByteBuffer.allocate(5 + tombstones.length() + CHECKSUM_BYTES);
        stones.putInt(0x0130BA30).put((byte) 1).put(tombstones.toByteArray());
        Files.write(folder.resolve("tombstones"), stones.array());
    }
}
