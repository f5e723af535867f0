package dev.muninn.ingest.http;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.MuninnException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads one answer from a connection. Confined to one thread. */
final class AnswerReader {

    /*
     * The head is looked for in a small buffer. Of the body, what came along with the head is
     * copied; the rest is read to where it is wanted.
     */

    private static final int FIRST_BYTES = 4 << 10;

    /** As much as common servers take of a request's. */
    private static final int MAX_HEAD_BYTES = 64 << 10;

    /** The body's array grows with what arrives, whatever length an answer claims. */
    private static final int STEP_BYTES = 64 << 10;

    /** A number and whatever a server adds to it. */
    private static final int MAX_CHUNK_LINE_BYTES = 4 << 10;

    /** So much of a body nobody wants is read, rather than to open another connection. */
    private static final int MAX_SKIPPED_BYTES = 16 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BYTES];
    private int at;
    private int end;
    private boolean hasBegun;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /** Whether a byte of the answer has come. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** Whether all that has come belongs to the answer. */
    boolean isAtEnd() {
        return at == end;
    }

    /**
     * Reads the head of the final answer.
     *
     * @throws IOException if there is none
     */
    AnswerHead readHead() throws IOException {
        while (true) {
            int from = at;
            int to = headEnd();
            AnswerHead head = AnswerHead.decode(buffer, from, to);
            at = to;
            if (!head.isInterim()) {
                return head;
            }
        }
    }

    /** The index behind the empty line that ends the head. */
    private int headEnd() throws IOException {
        int line = at;
        int i = at;
        while (true) {
            while (i < end) {
                if (buffer[i++] == '\n') {
                    if (isEmpty(line, i - 1) && line > at) {
                        return i;
                    }
                    line = i;
                }
            }
            if (end == buffer.length) {
                if (end >= MAX_HEAD_BYTES) {
                    throw new IOException("headers of more than " + MAX_HEAD_BYTES + " bytes");
                }
                buffer = Arrays.copyOf(buffer, 2 * end);
            }
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                AnswerHead.checkStart(buffer, at, end);
                throw new EOFException(
                        !hasBegun
                                ? "connection closed without an answer"
                                : "connection closed within the headers of an answer");
            }
            hasBegun = true;
            end += read;
        }
    }

    private boolean isEmpty(int lineStart, int lineFeed) {
        return lineFeed == lineStart || lineFeed == lineStart + 1 && buffer[lineStart] == '\r';
    }

    /**
     * Adds the body to the buffer.
     *
     * @throws IOException if it does not come as a whole
     * @throws MuninnException of kind LIMIT if it has more bytes than the limit
     */
    void readBody(AnswerHead head, BodyBuffer into, int limit) throws IOException {
        if (!head.hasBody()) {
            return;
        }
        if (head.isChunked()) {
            readChunks(into, limit);
        } else if (head.contentLength() >= 0) {
            readExactly(head.contentLength(), into, limit);
        } else {
            readToEnd(into, limit);
        }
    }

    /** Reads over a body of no interest; says no where it is too long for that. */
    boolean skipBody(AnswerHead head) throws IOException {
        if (!head.hasBody()) {
            return true;
        }
        if (head.contentLength() < 0 || head.contentLength() > MAX_SKIPPED_BYTES) {
            return false;
        }
        readExactly(head.contentLength(), new BodyBuffer(), MAX_SKIPPED_BYTES);
        return true;
    }

    private void readChunks(BodyBuffer into, int limit) throws IOException {
        while (true) {
            long size = chunkSize(readLine());
            if (size == 0) {
                break;
            }
            readExactly(size, into, limit);
            if (!readLine().isEmpty()) {
                throw new IOException("a chunk is longer than it says");
            }
        }
        int trailerBytes = 0;
        String trailer = readLine();
        while (!trailer.isEmpty()) {
            trailerBytes += trailer.length();
            if (trailerBytes > MAX_HEAD_BYTES) {
                throw new IOException("trailers of more than " + MAX_HEAD_BYTES + " bytes");
            }
            trailer = readLine();
        }
    }

    private static long chunkSize(String line) throws IOException {
        int extension = line.indexOf(';');
        String digits = (extension < 0 ? line : line.substring(0, extension)).strip();
        try {
            long size = Long.parseLong(digits, 16);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new IOException("chunk size \"" + digits + "\" is no number", e);
        }
        throw new IOException("chunk size \"" + digits + "\" is no number");
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (at == end && !refill()) {
                throw new EOFException("connection closed within a body");
            }
            byte b = buffer[at++];
            if (b == '\n') {
                int length = line.length();
                if (length > 0 && line.charAt(length - 1) == '\r') {
                    line.setLength(length - 1);
                }
                return line.toString();
            }
            if (line.length() == MAX_CHUNK_LINE_BYTES) {
                throw new IOException("a chunk starts with no size");
            }
            line.append((char) (b & 0xff));
        }
    }

    private boolean refill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(read, 0);
        return read > 0;
    }

    private void readExactly(long count, BodyBuffer into, int limit) throws IOException {
        if (count > limit - into.length()) {
            throw tooLong(limit);
        }
        long left = count;
        while (left > 0) {
            int read = readSome(left, into);
            if (read < 0) {
                AnswerHead.checkStart(buffer, at, end);
                throw new EOFException(
                        "body ends after " + (count - left) + " of " + count + " bytes");
            }
            left -= read;
        }
    }

    private void readToEnd(BodyBuffer into, int limit) throws IOException {
        while (readSome(Long.MAX_VALUE, into) >= 0) {
            if (into.length() > limit) {
                throw tooLong(limit);
            }
        }
    }

    private static MuninnException tooLong(int limit) {
        return MuninnException.limit("body exceeds the limit of " + limit + " bytes");
    }

    /** Adds at least one byte and at most so many; returns how many, or -1 at the end. */
    private int readSome(long most, BodyBuffer into) throws IOException {
        int length = into.length();
        int room = Math.max(into.bytes().length - length, STEP_BYTES);
        int wanted = (int) Math.min(most, room);
        byte[] bytes = into.reserve(length + wanted);
        int read = Math.min(wanted, end - at);
        if (read > 0) {
            System.arraycopy(buffer, at, bytes, length, read);
            at += read;
        } else {
            read = in.read(bytes, length, wanted);
        }
        into.length(length + Math.max(read, 0));
        return read;
    }
}
