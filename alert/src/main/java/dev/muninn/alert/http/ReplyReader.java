package dev.muninn.alert.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the answers that come over one connection. Confined to its connection. */
final class ReplyReader {

    /** The same for a line as for all headers: nobody's answer needs more. */
    private static final int MAX_HEAD_BYTES = 64 << 10;

    private static final int MAX_BODY_BYTES = 256 << 10;

    private static final int FIRST_FINAL = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final InputStream in;

    /** Most answers are a line, some headers and a word. */
    private final byte[] buffer = new byte[2048];

    private int from;
    private int to;
    private int headBytes;
    private Map<String, String> headers = Map.of();
    private boolean isWhole;
    private boolean hasBegun;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /** Forgets the last answer: another request is on its way. */
    void expect() {
        hasBegun = false;
        isWhole = false;
    }

    /** Whether a byte of the answer came at all; for the thread that waited for it. */
    boolean hasBegun() {
        return hasBegun;
    }

    /**
     * Reads the answer to a request.
     *
     * @throws EOFException if the server ended it early
     * @throws ProtocolException if it is no HTTP
     */
    HttpReply read() throws IOException {
        int status = readHead();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        isWhole = true;
        if (status != NO_CONTENT && status != NOT_MODIFIED) {
            readBody(body);
        }
        return new HttpReply(status, headers, body.toString(StandardCharsets.UTF_8));
    }

    /** Reads an answer up to its body, and returns its status. */
    int readHead() throws IOException {
        headBytes = 0;
        int status;
        do {
            // A server may say that it is about to answer.
            status = status(line());
            headers = headers();
        } while (status < FIRST_FINAL);
        return status;
    }

    /** Whether what follows the last answer is the next one. */
    boolean isAtEndOfReply() {
        return isWhole && from == to;
    }

    private static int status(String line) throws ProtocolException {
        try {
            if (line.startsWith("HTTP/1.")) {
                return Integer.parseInt(line, 9, 12, 10);
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw notUnderstood("no status", e);
        }
        throw notUnderstood("it is not of HTTP/1.1");
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(40);
        for (int next = next(); next != '\n'; next = next()) {
            if (++headBytes > MAX_HEAD_BYTES) {
                throw notUnderstood("headers without an end");
            }
            line.append((char) next);
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }

    private int next() throws IOException {
        if (from == to && !fill()) {
            throw new EOFException("the connection ended in the answer");
        }
        return buffer[from++] & 0xff;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        from = 0;
        to = Math.max(0, count);
        hasBegun |= count > 0;
        return count > 0;
    }

    private void readBody(ByteArrayOutputStream body) throws IOException {
        String length = headers.get("content-length");
        String coding = headers.getOrDefault("transfer-encoding", "");
        if (coding.toLowerCase(Locale.ROOT).contains("chunked")) {
            readChunks(body);
        } else if (length != null) {
            readBytes(number(length, 10), body);
        } else {
            isWhole = false;
            while (body.size() < MAX_BODY_BYTES && (from < to || fill())) {
                take(Integer.MAX_VALUE, body);
            }
        }
    }

    private void readChunks(ByteArrayOutputStream body) throws IOException {
        while (isWhole) {
            String line = line();
            int end = line.indexOf(';');
            long size = number(end < 0 ? line : line.substring(0, end), 16);
            if (size == 0) {
                // What is said after the body, up to an empty line.
                var _ = headers();
                return;
            }
            readBytes(size, body);
            if (isWhole && !line().isEmpty()) {
                throw notUnderstood("a chunk is longer than it says");
            }
        }
    }

    private static long number(String text, int radix) throws ProtocolException {
        try {
            long number = Long.parseLong(text.strip(), radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notUnderstood("a length that is no number", e);
        }
        throw notUnderstood("a negative length");
    }

    private static ProtocolException notUnderstood(String what) {
        return new ProtocolException("the answer is not understood: " + what);
    }

    private static ProtocolException notUnderstood(String what, Exception cause) {
        ProtocolException failure = notUnderstood(what);
        failure.initCause(cause);
        return failure;
    }

    /** Takes so many bytes, or as many as a body may have: then the rest is not waited for. */
    private void readBytes(long count, ByteArrayOutputStream body) throws IOException {
        long left = Math.min(count, MAX_BODY_BYTES - body.size());
        isWhole = left == count;
        while (left > 0) {
            if (from == to && !fill()) {
                throw new EOFException("the connection ended in the answer");
            }
            left -= take(left, body);
        }
    }

    private int take(long atMost, ByteArrayOutputStream body) {
        int count = (int) Math.min(atMost, to - from);
        body.write(buffer, from, count);
        from += count;
        return count;
    }
}
