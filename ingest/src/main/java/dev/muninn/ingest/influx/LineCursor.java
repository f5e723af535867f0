package dev.muninn.ingest.influx;

import dev.muninn.model.MuninnException;
import dev.muninn.model.Utf8;
import java.nio.charset.StandardCharsets;

/** A position in one line; confined to one thread. */
final class LineCursor {

    private byte[] bytes = {};
    private int at;
    private int end;

    void reset(byte[] newBytes, int from, int to) {
        bytes = newBytes;
        at = from;
        end = to > from && newBytes[to - 1] == '\r' ? to - 1 : to;
    }

    boolean hasMore() {
        return at < end;
    }

    int peek() {
        return at < end ? bytes[at] : -1;
    }

    void skipBlanks() {
        while (peek() == ' ') {
            at++;
        }
    }

    /** Passes the character if it is next; says no if it is not. */
    boolean skip(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    void require(char c, String rule) {
        if (!skip(c)) {
            throw MuninnException.badInput(rule);
        }
    }

    /** Reads up to one of the stops; a backslash takes its meaning from those and from itself. */
    String readName(String stops) {
        int start = at;
        boolean escaped = false;
        while (at < end && stops.indexOf(bytes[at]) < 0) {
            if (bytes[at] == '\\' && at + 1 < end) {
                escaped = true;
                at++;
            }
            at++;
        }
        String text = Utf8.text(bytes, start, Math.min(at, end));
        return escaped ? unescaped(text) : text;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && ",= \\".indexOf(text.charAt(i + 1)) >= 0) {
                c = text.charAt(++i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /** Reads up to a comma or a blank. */
    String readToken() {
        int start = at;
        while (at < end && bytes[at] != ',' && bytes[at] != ' ') {
            at++;
        }
        return new String(bytes, start, at - start, StandardCharsets.UTF_8);
    }

    void skipQuoted() {
        at++;
        while (at < end && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= end) {
            throw MuninnException.badInput("text in quotes does not end");
        }
        at++;
    }
}
