package dev.muninn.ingest.collect.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a web server answered.
 *
 * @param headers by their names in lower case; of several with one name the last
 * @param contentLength as the header says, -1 where it does not
 * @param bodyBytes how many came
 */
record HttpReply(
        String version,
        int status,
        Map<String, String> headers,
        long contentLength,
        long bodyBytes) {

    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_HEADERS = 1000;

    /** A probe looks whether pages come, not at films. */
    private static final long LARGEST_BODY = 10 << 20;

    /** The head of an answer, before its body. */
    record Head(String version, int status, Map<String, String> headers) {

        long contentLength() {
            try {
                return Long.parseLong(headers.getOrDefault("content-length", "-1"));
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        boolean hasBody() {
            return status != 204 && status != 304 && status >= 200;
        }
    }

    /** Reads status line and headers; whether the first byte has come is the caller's to see. */
    static Head readHead(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (!status[0].startsWith("HTTP/") || status.length < 2) {
            throw new IOException("no HTTP answer: it starts with \"" + status[0] + "\"");
        }
        Map<String, String> headers = new HashMap<>();
        String line = line(in);
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() == MOST_HEADERS) {
                throw new IOException("no HTTP answer: bad header line");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
            line = line(in);
        }
        return new Head(status[0].substring("HTTP/".length()), code(status[1]), headers);
    }

    private static int code(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("no HTTP answer: status \"" + text + "\"", e);
        }
    }

    static HttpReply readBody(Head head, InputStream in) throws IOException {
        long bytes = 0;
        if (head.hasBody()) {
            String coding = head.headers.getOrDefault("transfer-encoding", "");
            if (coding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
                bytes = chunks(in);
            } else if (head.contentLength() >= 0) {
                bytes = skip(in, head.contentLength());
                if (bytes < head.contentLength() && bytes < LARGEST_BODY) {
                    throw new IOException(
                            "body ends after " + bytes + " of " + head.contentLength() + " bytes");
                }
            } else {
                bytes = skip(in, Long.MAX_VALUE);
            }
        }
        return new HttpReply(head.version, head.status, head.headers, head.contentLength(), bytes);
    }

    private static long chunks(InputStream in) throws IOException {
        long bytes = 0;
        while (bytes < LARGEST_BODY) {
            String size = line(in).split(";", 2)[0].strip();
            long length;
            try {
                length = Long.parseLong(size, 16);
            } catch (NumberFormatException e) {
                throw new IOException("chunk size \"" + size + "\" is no number", e);
            }
            if (length == 0) {
                break;
            }
            long read = skip(in, length);
            bytes += read;
            if (read < length && bytes < LARGEST_BODY) {
                throw new IOException("body ends inside a chunk");
            }
            line(in);
        }
        return bytes;
    }

    private static long skip(InputStream in, long most) throws IOException {
        byte[] buffer = new byte[16 << 10];
        long total = 0;
        long limit = Math.min(most, LARGEST_BODY);
        while (total < limit) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, limit - total));
            if (read < 0) {
                break;
            }
            total += read;
        }
        return total;
    }

    private static String line(InputStream in) throws IOException {
        byte[] bytes = new byte[256];
        int length = 0;
        while (true) {
            int b = in.read();
            if (b == '\n' || b < 0) {
                if (b < 0 && length == 0) {
                    throw new IOException("connection closed without an answer");
                }
                break;
            }
            if (length == LONGEST_LINE) {
                throw new IOException("no HTTP answer: a line of more than 64 KiB");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            bytes[length++] = (byte) b;
        }
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
