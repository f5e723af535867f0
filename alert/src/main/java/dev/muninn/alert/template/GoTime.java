package dev.muninn.alert.template;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Go's time layouts, which show how the moment 2006-01-02 15:04:05 -0700 MST would be written. */
final class GoTime {

    private static final String LOWER_HALF_OF_DAY = "a'pm'";

    private record Element(String layout, String pattern) {}

    /** Longest first where one starts another. */
    private static final Element[] ELEMENTS = {
        new Element("January", "MMMM"),
        new Element("Jan", "MMM"),
        new Element("Monday", "EEEE"),
        new Element("Mon", "EEE"),
        new Element("MST", "zzz"),
        new Element("2006", "uuuu"),
        new Element("Z07:00:00", "XXXXX"),
        new Element("Z070000", "XXXX"),
        new Element("Z07:00", "XXX"),
        new Element("Z0700", "XX"),
        new Element("Z07", "X"),
        new Element("-07:00:00", "xxxxx"),
        new Element("-070000", "xxxx"),
        new Element("-07:00", "xxx"),
        new Element("-0700", "xx"),
        new Element("-07", "x"),
        new Element("002", "DDD"),
        new Element("01", "MM"),
        new Element("02", "dd"),
        new Element("03", "hh"),
        new Element("04", "mm"),
        new Element("05", "ss"),
        new Element("06", "uu"),
        new Element("15", "HH"),
        new Element("PM", "a"),
        new Element("pm", LOWER_HALF_OF_DAY),
        new Element("__2", "pppD"),
        new Element("_2006", "'_'uuuu"),
        new Element("_2", "ppd"),
        new Element("1", "M"),
        new Element("2", "d"),
        new Element("3", "h"),
        new Element("4", "m"),
        new Element("5", "s"),
    };

    private GoTime() {}

    static String format(ZonedDateTime time, String layout) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < layout.length()) {
            Element element = elementAt(layout, at);
            if (element == null) {
                out.append(layout.charAt(at++));
            } else {
                out.append(text(element, time));
                at += element.layout().length();
            }
        }
        return out.toString();
    }

    private static String text(Element element, ZonedDateTime time) {
        if (element.pattern().equals("zzz")) {
            return GoText.zone(time);
        }
        if (element.pattern().equals(LOWER_HALF_OF_DAY)) {
            return time.getHour() < 12 ? "am" : "pm";
        }
        String text = DateTimeFormatter.ofPattern(element.pattern(), Locale.ENGLISH).format(time);
        // Nines leave out the zeros at the end of a fraction.
        return element.layout().endsWith("9") ? text.replaceFirst("\\D?0*$", "") : text;
    }

    /** A time in a layout; in UTC where the layout has no zone. */
    static ZonedDateTime parse(String layout, String text) {
        StringBuilder pattern = new StringBuilder();
        int at = 0;
        while (at < layout.length()) {
            Element element = elementAt(layout, at);
            if (element == null) {
                char c = layout.charAt(at++);
                pattern.append(c == '\'' ? "\'\'" : Character.isLetter(c) ? "'" + c + "'" : c);
            } else {
                pattern.append(
                        element.pattern().equals(LOWER_HALF_OF_DAY) ? "a" : element.pattern());
                at += element.layout().length();
            }
        }
        try {
            TemporalAccessor parsed =
                    new DateTimeFormatterBuilder()
                            .appendPattern(pattern.toString())
                            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                            .toFormatter(Locale.ENGLISH)
                            .parse(text);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            LocalDate date = parsed.query(TemporalQueries.localDate());
            ZoneId zone = parsed.query(TemporalQueries.zone());
            return (date == null ? LocalDate.EPOCH : date)
                    .atTime(time == null ? LocalTime.MIDNIGHT : time)
                    .atZone(zone == null ? ZoneOffset.UTC : zone);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new TemplateException(
                    "parsing time "
                            + GoText.quote(text)
                            + " as "
                            + GoText.quote(layout)
                            + " failed");
        }
    }

    private static @Nullable Element elementAt(String layout, int at) {
        char first = layout.charAt(at);
        if (first == '.' || first == ',') {
            return fraction(layout, at);
        }
        for (Element element : ELEMENTS) {
            int end = at + element.layout().length();
            // Behind a short name of a month or day, a small letter makes it another word.
            boolean isOtherWord =
                    element.pattern().length() == 3
                            && "ME".indexOf(element.pattern().charAt(0)) >= 0
                            && end < layout.length()
                            && Character.isLowerCase(layout.charAt(end));
            if (layout.startsWith(element.layout(), at) && !isOtherWord) {
                return element;
            }
        }
        return null;
    }

    /** A point or comma with zeros or nines behind it, as many as the fraction has digits. */
    private static @Nullable Element fraction(String layout, int at) {
        int end = at + 1;
        char digit = end < layout.length() ? layout.charAt(end) : ' ';
        if (digit != '0' && digit != '9') {
            return null;
        }
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean isNumber = end < layout.length() && Character.isDigit(layout.charAt(end));
        int digits = end - at - 1;
        return isNumber || digits > 9
                ? null
                : new Element(layout.substring(at, end), layout.charAt(at) + "S".repeat(digits));
    }
}
