package dev.muninn.ingest.exposition;

import dev.muninn.model.MuninnException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A position in the bytes of an exposition, with the tokens all formats share. */
final class TextCursor {

    private static final int NAME_START = 1;
    private static final int DIGIT = 2;
    private static final int COLON = 4;

    private static final byte[] KINDS = kinds();

    byte[] bytes = {};
    int at;
    int end;

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int c = 'a'; c <= 'z'; c++) {
            kinds[c] = NAME_START;
            kinds[c - 'a' + 'A'] = NAME_START;
        }
        for (int c = '0'; c <= '9'; c++) {
            kinds[c] = DIGIT;
        }
        kinds['_'] = NAME_START;
        kinds[':'] = COLON;
        return kinds;
    }

    void reset(byte[] newBytes, int from, int to) {
        bytes = newBytes;
        at = from;
        end = to;
    }

    /** The next byte, or -1 at the end. */
    int peek() {
        return at < end ? bytes[at] & 0xff : -1;
    }

    /** Whether the next bytes are the given ASCII ones. */
    boolean startsWith(String ascii) {
        if (ascii.length() > end - at) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the word stands next, with a blank behind it. */
    boolean startsKeyword(String word) {
        int behind = at + word.length();
        return startsWith(word) && behind < end && (bytes[behind] == ' ' || bytes[behind] == '\t');
    }

    void skipBlanks() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    void skipLine() {
        while (at < end && bytes[at++] != '\n') {
            // on to the line's end
        }
    }

    /** Passes a metric name without quotes; says no where none starts. */
    boolean skipMetricName() {
        return skipName(NAME_START | COLON);
    }

    /** Passes a label name without quotes; says no where none starts. */
    boolean skipLabelName() {
        return skipName(NAME_START);
    }

    private boolean skipName(int first) {
        if (at >= end || (KINDS[bytes[at] & 0xff] & first) == 0) {
            return false;
        }
        int i = at + 1;
        while (i < end && (KINDS[bytes[i] & 0xff] & (first | DIGIT)) != 0) {
            i++;
        }
        at = i;
        return true;
    }

    /**
     * Passes a text in double quotes; says no, and stays, if it does not end.
     *
     * @param stops bytes that may not stand in it: a newline, a NUL, or none
     */
    boolean skipQuoted(byte... stops) {
        int i = at + 1;
        while (i < end) {
            byte b = bytes[i];
            if (b == '"') {
                at = i + 1;
                return true;
            }
            if (b == '\\') {
                i++;
                if (i >= end || bytes[i] == '\n') {
                    return false;
                }
                b = bytes[i];
            }
            for (byte stop : stops) {
                if (b == stop) {
                    return false;
                }
            }
            i++;
        }
        return false;
    }

    /**
     * Passes braces with whatever stands between them, found by their quotes alone; says no, and
     * stays, if the line ends first. Cheaper than {@link LabelReader}, which checks.
     */
    boolean skipBraces() {
        byte[] b = bytes;
        int i = at + 1;
        while (i < end) {
            byte next = b[i++];
            if (next == '"') {
                while (i < end && b[i] != '"') {
                    i += b[i] == '\\' ? 2 : 1;
                }
                i++;
            } else if (next == '}') {
                at = i;
                return true;
            } else if (next == '\n') {
                return false;
            }
        }
        return false;
    }

    /** The text of a range, with {@code \\}, {@code \n} and {@code \"} resolved if wanted. */
    String unescaped(int from, int to, boolean quotesToo) {
        String text = utf8(from, to);
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (c == '\\' && (next == '\\' || next == 'n' || (quotesToo && next == '"'))) {
                plain.append(next == 'n' ? '\n' : next);
                i++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /**
     * The text of a range.
     *
     * @throws MuninnException of kind BAD_INPUT if it is not UTF-8
     */
    String utf8(int from, int to) {
        boolean ascii = true;
        for (int i = from; i < to && ascii; i++) {
            ascii = bytes[i] >= 0;
        }
        if (ascii) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "line " + line(from) + ": text is not valid UTF-8",
                    e);
        }
    }

    /** The refusal of what stands at the cursor. */
    MuninnException expected(String what) {
        return refused("expected " + what + ", found " + found());
    }

    MuninnException refused(String why) {
        return MuninnException.badInput("line " + line(at) + ": " + why);
    }

    private String found() {
        int next = peek();
        if (next < 0) {
            return "the end";
        }
        if (next == '\n') {
            return "the end of the line";
        }
        return next > ' ' && next < 0x7f ? "'" + (char) next + "'" : "byte " + next;
    }

    private int line(int position) {
        int line = 1;
        for (int i = 0; i < position && i < end; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
