package dev.muninn.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.ingest.wire.BodyBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AnswerReaderProperties {

    @Property(tries = 300)
    void readsTheSameHoweverItIsCutIntoPacketsAndChunks(
            @ForAll @Size(max = 20_000) byte[] body,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9_000) int longestPacket,
            @ForAll boolean isChunked)
            throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(ascii("HTTP/1.1 200 OK\r\n"));
        if (isChunked) {
            answer.writeBytes(ascii("Transfer-Encoding: chunked\r\n\r\n"));
            writeChunks(body, random, answer);
        } else {
            answer.writeBytes(ascii("Content-Length: " + body.length + "\r\n\r\n"));
            answer.writeBytes(body);
        }
        AnswerReader reader =
                new AnswerReader(
                        packets(
                                new ByteArrayInputStream(answer.toByteArray()),
                                random,
                                longestPacket));
        BodyBuffer into = new BodyBuffer();
        reader.readBody(reader.readHead(), into, body.length);
        assertThat(Arrays.copyOf(into.bytes(), into.length())).isEqualTo(body);
        assertThat(reader.isAtEnd()).isTrue();
    }

    private static void writeChunks(byte[] body, Random random, ByteArrayOutputStream to) {
        int at = 0;
        while (at < body.length) {
            int size = 1 + random.nextInt(body.length - at);
            to.writeBytes(ascii(Integer.toHexString(size) + "\r\n"));
            to.write(body, at, size);
            to.writeBytes(ascii("\r\n"));
            at += size;
        }
        to.writeBytes(ascii("0\r\n\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Gives bytes in small amounts, as a network does. */
    private static InputStream packets(InputStream whole, Random random, int longest) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return whole.read();
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                return whole.read(to, from, Math.min(length, 1 + random.nextInt(longest)));
            }
        };
    }
}
