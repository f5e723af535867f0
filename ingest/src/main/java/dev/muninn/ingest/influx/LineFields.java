package dev.muninn.ingest.influx;

import dev.muninn.ingest.exposition.FloatReader;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What one line says: measurement, tags, the fields that are numbers, and the time. */
record LineFields(String measurement, Labels tags, List<Field> fields, long timestamp) {

    static final long NO_TIMESTAMP = Long.MIN_VALUE;

    /** A field with a number; truth values are 1 and 0. */
    record Field(String name, double value) {}

    /**
     * Reads a line.
     *
     * @throws MuninnException of kind BAD_INPUT with what was expected
     */
    static LineFields read(LineCursor line) {
        String measurement = line.readName(", ");
        if (measurement.isEmpty()) {
            throw MuninnException.badInput("measurement is missing");
        }
        Labels.Builder tags = Labels.builder();
        while (line.skip(',')) {
            String name = line.readName("=, ");
            line.require('=', "a tag is written name=value");
            String value = line.readName("=, ");
            if (name.isEmpty() || !tags.get(name).isEmpty()) {
                throw MuninnException.badInput("tag without a name, or one twice");
            }
            tags.set(name, value);
        }
        line.require(' ', "a blank stands before the fields");
        line.skipBlanks();
        List<Field> fields = new ArrayList<>();
        do {
            String name = line.readName("=, ");
            line.require('=', "a field is written name=value");
            if (name.isEmpty()) {
                throw MuninnException.badInput("field without a name");
            }
            if (line.peek() == '"') {
                line.skipQuoted();
            } else {
                fields.add(new Field(name, number(line)));
            }
        } while (line.skip(','));
        line.skipBlanks();
        long timestamp = NO_TIMESTAMP;
        if (line.hasMore()) {
            timestamp = timestamp(line.readToken());
            line.skipBlanks();
        }
        if (line.hasMore()) {
            throw MuninnException.badInput("there is text behind the timestamp");
        }
        return new LineFields(measurement, tags.build(), fields, timestamp);
    }

    private static double number(LineCursor line) {
        String token = line.readToken();
        switch (token) {
            case "t", "T", "true", "True", "TRUE" -> {
                return 1;
            }
            case "f", "F", "false", "False", "FALSE" -> {
                return 0;
            }
            default -> {
                // A number, with or without the letter of its kind.
            }
        }
        boolean hasKind = token.endsWith("i") || token.endsWith("u");
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        return FloatReader.read(bytes, 0, bytes.length - (hasKind ? 1 : 0));
    }

    private static long timestamp(String token) {
        try {
            return Long.parseLong(token);
        } catch (NumberFormatException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "timestamp \"" + token + "\" is no whole number",
                    e);
        }
    }
}
