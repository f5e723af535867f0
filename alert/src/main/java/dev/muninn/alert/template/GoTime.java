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

/** Go's time layouts, which show how the moment 2006-01-02 15:04:05 -0700 MST would be written. */
final class GoTime {

    private record Element(String layout, String pattern) {}

    /** Longest first where one starts another. */
    private static final Element[] ELEMENTS = {
        new Element("January", "MMMM"),
        new Element("Jan", "MMM"),
        new Element("Monday", "EEEE"),
        new Element("Mon", "EEE"),
        new Element("MST", "zzz"),
        new Element("2006", "yyyy"),
        new Element("Z07:00", "XXX"),
        new Element("-07:00", "xxx"),
        new Element("-0700", "xx"),
        new Element("01", "MM"),
        new Element("02", "dd"),
        new Element("03", "hh"),
        new Element("04", "mm"),
        new Element("05", "ss"),
        new Element("06", "yy"),
        new Element("15", "HH"),
        new Element("PM", "a"),
        new Element(".000000000", ".SSSSSSSSS"),
        new Element(".000000", ".SSSSSS"),
        new Element(".000", ".SSS"),
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
            } else if (element.pattern().equals("zzz")) {
                out.append(GoText.zone(time));
                at += element.layout().length();
            } else {
                out.append(
                        DateTimeFormatter.ofPattern(element.pattern(), Locale.ENGLISH)
                                .format(time));
                at += element.layout().length();
            }
        }
        return out.toString();
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
                pattern.append(element.pattern());
                at += element.layout().length();
            }
        }
        try {
            TemporalAccessor parsed =
                    new DateTimeFormatterBuilder()
                            .appendPattern(pattern.toString().replace("yyyy", "uuuu"))
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

    private static @org.jspecify.annotations.Nullable Element elementAt(String layout, int at) {
        for (Element element : ELEMENTS) {
            if (layout.startsWith(element.layout(), at)) {
                return element;
            }
        }
        return null;
    }
}
