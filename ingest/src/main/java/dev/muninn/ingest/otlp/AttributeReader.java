package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;

/** Reads attributes and their values as texts; for series that are new, so speed is no concern. */
final class AttributeReader {

    /** One key with its value as text. */
    record Attribute(String key, String value) {}

    /** Values nest in lists and maps; the deepest anybody uses is a few. */
    private static final int MAX_NESTING = 32;

    private static final int STRING = 1 << 3 | ProtobufCursor.BYTES;
    private static final int BOOLEAN = 2 << 3 | ProtobufCursor.VARINT;
    private static final int INTEGER = 3 << 3 | ProtobufCursor.VARINT;
    private static final int DOUBLE = 4 << 3 | ProtobufCursor.FIXED64;
    private static final int LIST = 5 << 3 | ProtobufCursor.BYTES;
    private static final int MAP = 6 << 3 | ProtobufCursor.BYTES;
    private static final int BYTES = 7 << 3 | ProtobufCursor.BYTES;

    private static final int KEY = 1 << 3 | ProtobufCursor.BYTES;
    private static final int VALUE = 2 << 3 | ProtobufCursor.BYTES;

    private AttributeReader() {}

    static List<Attribute> read(AttributeRun run) {
        List<Attribute> attributes = new ArrayList<>();
        ProtobufCursor in = new ProtobufCursor();
        in.reset(run.bytes(), run.from(), run.to());
        while (in.hasMore()) {
            in.tag();
            attributes.add(pair(in, 0));
        }
        return attributes;
    }

    /** The pair whose tag was just read; texts stand without quotes at the outermost level. */
    private static Attribute pair(ProtobufCursor in, int depth) {
        String key = "";
        String value = depth == 0 ? "" : "null";
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case KEY -> key = in.readUtf8();
                case VALUE -> value = value(in, depth);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return new Attribute(key, value);
    }

    /** The value whose tag was just read; lists and maps in the form of JSON. */
    static String value(ProtobufCursor in, int depth) {
        if (depth > MAX_NESTING) {
            throw MuninnException.badInput(
                    "attribute value nests deeper than " + MAX_NESTING + " levels");
        }
        String value = depth == 0 ? "" : "null";
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case STRING -> value = depth == 0 ? in.readUtf8() : quoted(in.readUtf8());
                case BOOLEAN -> value = Boolean.toString(in.varint() != 0);
                case INTEGER -> value = Long.toString(in.varint());
                case DOUBLE -> value = number(in.readDouble());
                case LIST -> value = list(in, depth + 1);
                case MAP -> value = map(in, depth + 1);
                case BYTES -> value = base64(in);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return value;
    }

    private static String list(ProtobufCursor in, int depth) {
        StringJoiner items = new StringJoiner(",", "[", "]");
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == KEY) {
                items.add(value(in, depth));
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        return items.toString();
    }

    private static String map(ProtobufCursor in, int depth) {
        StringJoiner items = new StringJoiner(",", "{", "}");
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == KEY) {
                Attribute item = pair(in, depth);
                items.add(quoted(item.key()) + ":" + item.value());
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        return items.toString();
    }

    private static String base64(ProtobufCursor in) {
        int length = in.length();
        int from = in.position();
        in.moveTo(from + length);
        byte[] raw = java.util.Arrays.copyOfRange(in.bytes(), from, from + length);
        return Base64.getEncoder().encodeToString(raw);
    }

    private static String number(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
