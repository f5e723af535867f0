package dev.muninn.ingest.wire;

import dev.muninn.model.MuninnException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.xerial.snappy.Snappy;

/** The content encodings that bodies arrive in. */
public enum Compression {
    IDENTITY {
        @Override
        void inflate(byte[] in, int length, BodyBuffer into, int limit) {
            checkLimit(length, limit);
            into.append(ByteBuffer.wrap(in, 0, length));
        }
    },
    /** Snappy's block format, which remote write uses; the framed format is another one. */
    SNAPPY {
        @Override
        void inflate(byte[] in, int length, BodyBuffer into, int limit) throws IOException {
            // The declared length comes first: nothing is allocated for what will be refused.
            int declared = Snappy.uncompressedLength(in, 0, length);
            checkLimit(declared, limit);
            if (declared < 0 || declared > (long) length * SNAPPY_BEST_RATIO) {
                throw new IOException(
                        "declares " + declared + " bytes, more than " + length + " can hold");
            }
            int written = Snappy.rawUncompress(in, 0, length, into.reserve(declared), 0);
            into.length(written);
        }
    },
    GZIP {
        @Override
        void inflate(byte[] in, int length, BodyBuffer into, int limit) throws IOException {
            drain(
                    new GZIPInputStream(new ByteArrayInputStream(in, 0, length)),
                    length,
                    into,
                    limit);
        }
    },
    DEFLATE {
        @Override
        void inflate(byte[] in, int length, BodyBuffer into, int limit) throws IOException {
            drain(
                    new InflaterInputStream(new ByteArrayInputStream(in, 0, length)),
                    length,
                    into,
                    limit);
        }
    };

    /** A copy of 64 bytes takes at least two; a little more for what the format may gain. */
    private static final int SNAPPY_BEST_RATIO = 64;

    /** No body of samples shrinks further; a bomb does. */
    private static final int MAX_RATIO = 200;

    private static final int RATIO_CHECKED_FROM = 1 << 20;

    /**
     * The compression of a {@code Content-Encoding} header, which may be empty.
     *
     * @throws MuninnException of kind BAD_INPUT for others than snappy, gzip, deflate, identity
     */
    public static Compression parse(String contentEncoding) {
        return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> IDENTITY;
            case "snappy" -> SNAPPY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default ->
                    throw MuninnException.badInput(
                            "content encoding \""
                                    + contentEncoding
                                    + "\" is not known: use snappy, gzip, deflate or none");
        };
    }

    /**
     * Puts the body into the emptied buffer.
     *
     * @throws MuninnException of kind LIMIT if it is longer than {@code limit}, of kind BAD_INPUT
     *     if the bytes are not what the encoding says
     */
    public void decode(ByteBuffer body, BodyBuffer into, int limit) {
        into.clear();
        try {
            if (body.hasArray() && body.arrayOffset() + body.position() == 0) {
                inflate(body.array(), body.remaining(), into, limit);
            } else {
                byte[] copy = new byte[body.remaining()];
                body.duplicate().get(copy);
                inflate(copy, copy.length, into, limit);
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof MuninnException refusal) {
                throw refusal;
            }
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "body is not valid "
                            + name().toLowerCase(Locale.ROOT)
                            + " ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    abstract void inflate(byte[] in, int length, BodyBuffer into, int limit) throws IOException;

    private static void checkLimit(long bytes, int limit) {
        if (bytes > limit) {
            throw MuninnException.limit(
                    "body has "
                            + bytes
                            + " bytes, limit "
                            + limit
                            + ": send smaller batches or raise ingest.max-decompressed-bytes");
        }
    }

    private static void drain(InputStream in, int compressed, BodyBuffer into, int limit)
            throws IOException {
        try (in) {
            int length = 0;
            while (true) {
                byte[] bytes = into.reserve(length + 1);
                int read = in.read(bytes, length, bytes.length - length);
                if (read < 0) {
                    into.length(length);
                    return;
                }
                length += read;
                checkLimit(length, limit);
                if (length > RATIO_CHECKED_FROM && length / MAX_RATIO > compressed) {
                    throw MuninnException.limit(
                            "body grows to more than "
                                    + MAX_RATIO
                                    + " times its "
                                    + compressed
                                    + " compressed bytes");
                }
            }
        }
    }
}
