package dev.muninn.alert.route;

import dev.muninn.alert.route.TimeInterval.Range;
import dev.muninn.alert.yaml.Section;
import dev.muninn.model.MuninnException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads time intervals: {@code weekdays: ['monday:friday']} and the like. */
public final class TimeIntervalReader {

    private static final List<String> WEEKDAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

    private static final List<String> MONTHS =
            List.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december");

    private static final Pattern TIME = Pattern.compile("((?:[01][0-9])|(?:2[0-3])):([0-5][0-9])");

    private static final int MINUTES_PER_DAY = 24 * 60;

    private final Section section;

    private TimeIntervalReader(Section section) {
        this.section = section;
    }

    /** The interval of a section; what is wrong goes to the section's problems. */
    public static TimeInterval read(Section section) {
        return new TimeIntervalReader(section).interval();
    }

    private TimeInterval interval() {
        List<Range> times = new ArrayList<>();
        for (Node node : section.list("times")) {
            Section time = new Section(node, section.problems(), "time range");
            String start = time.text("start_time");
            String end = time.text("end_time");
            time.finish();
            attempt(
                    "times",
                    start + " to " + end,
                    ignored -> {
                        int from = minuteOfDay(start == null ? "" : start);
                        int to = minuteOfDay(end == null ? "" : end);
                        if (from >= to) {
                            throw MuninnException.badInput(
                                    "start time cannot be equal or greater than end time");
                        }
                        times.add(new Range(from, to - 1));
                    });
        }
        TimeInterval interval =
                new TimeInterval(
                        times,
                        ranges("weekdays", text -> range(text, day -> named(WEEKDAYS, day, 0))),
                        ranges("days_of_month", TimeIntervalReader::days),
                        ranges("months", text -> range(text, TimeIntervalReader::month)),
                        ranges("years", text -> range(text, TimeIntervalReader::number)),
                        zone());
        section.finish();
        return interval;
    }

    private List<Range> ranges(String key, Function<String, Range> reading) {
        List<Range> ranges = new ArrayList<>();
        for (String text : section.textList(key)) {
            attempt(key, text, form -> ranges.add(reading.apply(form)));
        }
        return ranges;
    }

    private void attempt(String key, String text, Consumer<String> reading) {
        try {
            reading.accept(text.strip().toLowerCase(Locale.ROOT));
        } catch (MuninnException e) {
            section.problems().add(section.place(key), key + ": " + e.getMessage());
        }
    }

    private ZoneId zone() {
        String name = section.text("location");
        if (name == null || name.isEmpty() || name.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        if (name.equals("Local")) {
            return ZoneId.systemDefault();
        }
        // ZoneId.of would take +1 and UTC+1 too.
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            section.problems().add(section.place("location"), "unknown time zone " + name);
            return ZoneOffset.UTC;
        }
        return ZoneId.of(name);
    }

    private static int minuteOfDay(String text) {
        Matcher time = TIME.matcher(text);
        if (text.equals("24:00")) {
            return MINUTES_PER_DAY;
        }
        if (!time.matches()) {
            throw MuninnException.badInput(
                    "couldn't parse timestamp " + text + ", invalid format: write it like 09:30");
        }
        return Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
    }

    private static Range range(String text, Function<String, Integer> reading) {
        int colon = text.indexOf(':');
        int from = reading.apply(colon < 0 ? text : text.substring(0, colon).strip());
        int to = colon < 0 ? from : reading.apply(text.substring(colon + 1).strip());
        if (from > to) {
            throw MuninnException.badInput("the range " + text + " starts after its end");
        }
        return new Range(from, to);
    }

    private static Range days(String text) {
        int colon = text.indexOf(':');
        int from = day(colon < 0 ? text : text.substring(0, colon).strip());
        int to = colon < 0 ? from : day(text.substring(colon + 1).strip());
        boolean isBackwards =
                from < 0 && to > 0 || Integer.signum(from) == Integer.signum(to) && from > to;
        // 10:-25 would end before it starts in the longest month already.
        boolean isNever = from > 0 && to < 0 && 31 + to + 1 < from;
        if (isBackwards || isNever) {
            throw MuninnException.badInput("the range of days " + text + " starts after its end");
        }
        return new Range(from, to);
    }

    private static int day(String text) {
        int day = number(text);
        if (day == 0 || day < -31 || day > 31) {
            throw MuninnException.badInput(
                    text + " is no day of the month: give 1 to 31, or -1 to -31 from its end");
        }
        return day;
    }

    private static int month(String text) {
        if (!text.matches("\\d+")) {
            return named(MONTHS, text, 1);
        }
        int month = number(text);
        if (month < 1 || month > 12) {
            throw MuninnException.badInput(text + " is no month");
        }
        return month;
    }

    private static int named(List<String> names, String text, int first) {
        int index = names.indexOf(text);
        if (index < 0) {
            throw MuninnException.badInput(text + " is not one of " + String.join(", ", names));
        }
        return index + first;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, text + " is no whole number", e);
        }
    }
}
