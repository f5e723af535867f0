package dev.muninn.web.http;

import com.github.luben.zstd.ZstdOutputStream;
import dev.muninn.model.JsonBuffer;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Packs the pieces of an answer into one compressed stream. */
final class Packing {

    /** The answers are read once, next door: speed before size. */
    private static final int ZSTD_LEVEL = 1;

    private final String coding;
    private final ByteArrayOutputStream packed;
    private final OutputStream stream;

    private Packing(String coding, ByteArrayOutputStream packed, OutputStream stream) {
        this.coding = coding;
        this.packed = packed;
        this.stream = stream;
    }

    /** The best that the client takes, or null where it takes none. */
    static @Nullable Packing accepted(Reply reply) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try {
            if (reply.accepts("zstd")) {
                return new Packing("zstd", packed, new ZstdOutputStream(packed, ZSTD_LEVEL));
            }
            return reply.accepts("gzip") ? new Packing("gzip", packed, gzip(packed)) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputStream gzip(OutputStream to) throws IOException {
        return new GZIPOutputStream(to, 8192) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }

    /** Its name in a header. */
    String coding() {
        return coding;
    }

    /** What a piece adds to the stream, which may be nothing yet. */
    Buffer pack(JsonBuffer piece, boolean isLast) {
        try {
            stream.write(piece.array(), 0, piece.size());
            if (isLast) {
                stream.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Buffer bytes = Buffer.buffer(packed.toByteArray());
        packed.reset();
        return bytes;
    }
}
