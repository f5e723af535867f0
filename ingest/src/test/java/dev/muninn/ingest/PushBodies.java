package dev.muninn.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.xerial.snappy.Snappy;

/** Requests as senders make them. */
final class PushBodies {

    private PushBodies() {}

    static PushRequest snappy(byte[] plain) {
        try {
            return new PushRequest(
                    ByteBuffer.wrap(Snappy.compress(plain)), "application/x-protobuf", "snappy");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static PushRequest text(String body, String contentType) {
        return new PushRequest(
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), contentType, "");
    }
}
