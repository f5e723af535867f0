package dev.muninn.ingest.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Status and headers of an answer, as far as they matter for a page. */
final class AnswerHead {

    private static final byte[] START = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

    /** {@code HTTP/1.1 200}: the reason behind it may be missing. */
    private static final int STATUS_LINE_BYTES = 12;

    private static final int STATUS_AT = 9;

    private int status;
    private boolean isKept;
    private boolean isChunked;
    private long contentLength = -1;
    private String contentType = "";
    private String contentEncoding = "";
    private String location = "";

    private AnswerHead() {}

    /**
     * Decodes the lines of a head, each ending with a line feed, the last one being empty.
     *
     * @throws IOException if this is no answer of HTTP/1
     */
    static AnswerHead decode(byte[] bytes, int from, int to) throws IOException {
        AnswerHead head = new AnswerHead();
        int at = head.readStatus(bytes, from, to);
        while (at < to) {
            int next = lineEnd(bytes, at, to) + 1;
            int end = next - 1;
            if (end > at && bytes[end - 1] == '\r') {
                end--;
            }
            if (end > at) {
                head.readHeader(bytes, at, end);
            }
            at = next;
        }
        return head;
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Says what there is instead, where it cannot become an answer of HTTP/1. */
    static void checkStart(byte[] bytes, int from, int to) throws IOException {
        for (int i = 0; i < Math.min(START.length, to - from); i++) {
            if (bytes[from + i] != START[i]) {
                throw new IOException(
                        "no HTTP answer: it starts with \""
                                + text(bytes, from, Math.min(to, from + 4 * STATUS_LINE_BYTES))
                                + "\"");
            }
        }
    }

    private int readStatus(byte[] bytes, int from, int to) throws IOException {
        int end = lineEnd(bytes, from, to);
        checkStart(bytes, from, end);
        if (end - from < STATUS_LINE_BYTES) {
            throw new IOException("no HTTP answer: it has no status");
        }
        for (int i = from + STATUS_AT; i < from + STATUS_LINE_BYTES; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new IOException("no HTTP answer: its status is no number");
            }
            status = 10 * status + digit;
        }
        // A server of version 1.0 says so where it keeps connections.
        isKept = bytes[from + START.length] != '0';
        return end + 1;
    }

    private void readHeader(byte[] bytes, int from, int end) throws IOException {
        int colon = from;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        if (colon == end || colon == from || bytes[from] == ' ' || bytes[from] == '\t') {
            throw new IOException("no HTTP answer: bad header \"" + text(bytes, from, end) + "\"");
        }
        // By length first, as most headers are of no interest.
        switch (colon - from) {
            case 8 -> {
                if (isNamed(bytes, from, "location")) {
                    location = text(bytes, colon + 1, end);
                }
            }
            case 10 -> {
                if (isNamed(bytes, from, "connection")) {
                    readConnection(text(bytes, colon + 1, end));
                }
            }
            case 12 -> {
                if (isNamed(bytes, from, "content-type")) {
                    contentType = text(bytes, colon + 1, end);
                }
            }
            case 14 -> {
                if (isNamed(bytes, from, "content-length")) {
                    readLength(text(bytes, colon + 1, end));
                }
            }
            case 16 -> {
                if (isNamed(bytes, from, "content-encoding")) {
                    contentEncoding = text(bytes, colon + 1, end);
                }
            }
            case 17 -> {
                if (isNamed(bytes, from, "transfer-encoding")) {
                    readTransferEncoding(text(bytes, colon + 1, end));
                }
            }
            default -> {
                // not needed to read a page
            }
        }
    }

    private static boolean isNamed(byte[] bytes, int from, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            if ((bytes[from + i] | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes, int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1).strip();
    }

    private void readConnection(String words) {
        for (String word : words.toLowerCase(Locale.ROOT).split(",")) {
            switch (word.strip()) {
                case "close" -> isKept = false;
                case "keep-alive" -> isKept = true;
                default -> {
                    // an upgrade we did not ask for
                }
            }
        }
    }

    private void readLength(String digits) throws IOException {
        long length;
        try {
            length = Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IOException("no HTTP answer: content-length \"" + digits + "\"", e);
        }
        if (length < 0 || contentLength >= 0 && contentLength != length) {
            throw new IOException("no HTTP answer: content-length \"" + digits + "\"");
        }
        contentLength = length;
    }

    private void readTransferEncoding(String coding) throws IOException {
        if (!coding.equalsIgnoreCase("chunked")) {
            throw new IOException("transfer encoding \"" + coding + "\" is not known");
        }
        isChunked = true;
    }

    int status() {
        return status;
    }

    /** Whether another answer follows this one, which is only told on the way. */
    boolean isInterim() {
        return status / 100 == 1;
    }

    /** Whether the connection can be used again once the body is read. */
    boolean isKept() {
        return isKept && (!hasBody() || isChunked || contentLength >= 0);
    }

    boolean hasBody() {
        return status != 204 && status != 304 && !isInterim();
    }

    boolean isChunked() {
        return isChunked;
    }

    /** Bytes of the body, or -1 where it ends with the connection or is chunked. */
    long contentLength() {
        return isChunked ? -1 : contentLength;
    }

    Page page() {
        return new Page(status, contentType, contentEncoding);
    }

    /**
     * Where the answer sends its reader, or null if it does not.
     *
     * @throws IOException if that is no page of the web
     */
    @Nullable URI redirect(URI from) throws IOException {
        boolean isRedirect =
                switch (status) {
                    case 301, 302, 303, 307, 308 -> true;
                    default -> false;
                };
        if (!isRedirect || location.isEmpty()) {
            return null;
        }
        URI to;
        try {
            to = URI.create(from.resolve(location).toASCIIString());
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to \"" + location + "\", which is no URL", e);
        }
        // What was asked for in secret is not told in the open.
        return Route.isSecure(from) && !Route.isSecure(to) ? null : to;
    }
}
