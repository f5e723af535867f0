package dev.muninn.alert.api;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The parameters of a request.
 *
 * @param all the values of a parameter, in the order in which they came
 */
public record Asked(Function<String, List<String>> all) {

    /** The first value, or another if there is none. */
    public String text(String name, String otherwise) {
        List<String> values = all.apply(name);
        return values.isEmpty() || values.getFirst().isEmpty() ? otherwise : values.getFirst();
    }

    /**
     * A time in milliseconds, written as seconds or RFC 3339.
     *
     * @throws MuninnException of kind BAD_INPUT if it is neither
     */
    public long time(String name, long otherwise) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return text.matches("[0-9.]+")
                    ? (long) (Double.parseDouble(text) * 1000)
                    : Instant.parse(text).toEpochMilli();
        } catch (NumberFormatException | DateTimeException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "%s is \"%s\": give seconds or RFC 3339".formatted(name, text),
                    e);
        }
    }

    /**
     * A whole number that is not negative.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none, or above the highest
     */
    public int count(String name, int otherwise, int highest) {
        return count(name, otherwise, 0, highest);
    }

    /**
     * A whole number between two.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none
     */
    public int count(String name, int otherwise, int lowest, int highest) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        }
        throw MuninnException.badInput(
                "%s is \"%s\": give a whole number from %d to %d"
                        .formatted(name, text, lowest, highest));
    }

    /** The time span from {@code from} to {@code to}. */
    public Span span(long nowMillis, Duration otherwise) {
        long to = time("to", nowMillis);
        return new Span(time("from", to - otherwise.toMillis()), to);
    }

    /** A stretch of time; both ends belong to it. */
    public record Span(long fromMillis, long toMillis) {}

    /**
     * A time zone, UTC if none is named.
     *
     * @throws MuninnException of kind BAD_INPUT if there is none of the name
     */
    public ZoneId zone(String name) {
        return zoneOf(text(name, ""));
    }

    /** The zone of a name; UTC of an empty one. */
    public static ZoneId zoneOf(String name) {
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "there is no time zone \"%s\": write it like Europe/Oslo".formatted(name),
                    e);
        }
    }

    /** The matchers of all {@code filter} parameters together. */
    public List<Matcher> matchers() {
        return AlertFilter.matchers(all);
    }

    /** Labels as the answers show them. */
    public static Map<String, String> map(Labels labels) {
        return new LinkedHashMap<>(AlertmanagerApi.map(labels));
    }
}
