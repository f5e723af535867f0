package dev.muninn.ingest.statsd;

import dev.muninn.ingest.exposition.FloatReader;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One line of a packet: {@code name:value|type|@rate|#tag:value,tag}.
 *
 * @param values one or more, as texts: a set takes any
 * @param rate the share of events that are reported, above 0 and at most 1
 */
record StatsdLine(Labels labels, List<String> values, Type type, double rate) {

    /** What the values are. */
    enum Type {
        COUNTER,
        GAUGE,
        TIMER,
        HISTOGRAM,
        SET
    }

    /**
     * Reads a line.
     *
     * @throws MuninnException of kind BAD_INPUT with what was expected
     */
    static StatsdLine parse(String line) {
        int colon = line.indexOf(':');
        String[] parts = line.substring(colon + 1).split("\\|", -1);
        if (colon < 1 || parts.length < 2) {
            throw MuninnException.badInput("expected name:value|type, found \"" + line + "\"");
        }
        Labels.Builder labels = Labels.builder();
        double rate = 1;
        for (int i = 2; i < parts.length; i++) {
            if (parts[i].startsWith("@")) {
                rate = number(parts[i].substring(1));
            } else if (parts[i].startsWith("#")) {
                readTags(parts[i].substring(1), labels);
            }
        }
        if (!(rate > 0 && rate <= 1)) {
            throw MuninnException.badInput("sample rate " + rate + " is not between 0 and 1");
        }
        labels.set(Labels.METRIC_NAME, name(line.substring(0, colon)));
        return new StatsdLine(
                labels.build(), List.of(parts[0].split(":", -1)), type(parts[1]), rate);
    }

    private static Type type(String word) {
        return switch (word) {
            case "c", "m" -> Type.COUNTER;
            case "g" -> Type.GAUGE;
            case "ms" -> Type.TIMER;
            case "h", "d" -> Type.HISTOGRAM;
            case "s" -> Type.SET;
            default -> throw MuninnException.badInput("type \"" + word + "\" is not known");
        };
    }

    private static void readTags(String tags, Labels.Builder labels) {
        for (String tag : tags.split(",", -1)) {
            int colon = tag.indexOf(':');
            if (colon < 0) {
                labels.set(name(tag), "true");
            } else if (colon > 0) {
                labels.set(name(tag.substring(0, colon)), tag.substring(colon + 1));
            }
        }
    }

    /** Letters, digits, underscores and colons only, as queries without quotes need it. */
    private static String name(String text) {
        StringBuilder name = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean kept = c < 128 && (Character.isLetterOrDigit(c) || c == '_');
            name.append(kept ? c : '_');
        }
        return name.toString();
    }

    static double number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return FloatReader.read(bytes, 0, bytes.length);
    }
}
