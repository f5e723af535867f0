package dev.muninn.alert.maintenance;

import dev.muninn.model.MuninnException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Moments that come again and again, in the five fields of cron: minute, hour, day, month, weekday.
 */
final class CronTimes {

    /*
     * As cron does: where both day and weekday are restricted, either of them is enough. A local
     * time that the clocks skip happens when they were put forward; one that comes twice, once.
     */

    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    private static final List<String> WEEKDAYS =
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /** The 29th of February may be eight years away, around the year 2100. */
    private static final int LOOK_AHEAD_DAYS = 8 * 366 + 1;

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean isAnyDay;
    private final boolean isAnyWeekday;

    private CronTimes(String text, String[] fields) {
        this.text = text;
        minutes = field(fields[0], 0, 59, List.of());
        hours = field(fields[1], 0, 23, List.of());
        days = field(fields[2], 1, 31, List.of());
        months = field(fields[3], 1, 12, MONTHS);
        weekdays = field(fields[4], 0, 7, WEEKDAYS);
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        isAnyDay = fields[2].startsWith("*");
        isAnyWeekday = fields[4].startsWith("*");
    }

    /**
     * Reads the five fields.
     *
     * @throws MuninnException of kind BAD_INPUT if they are wrong, or name a day that never comes
     */
    static CronTimes parse(String text) {
        String[] fields = text.strip().split("\\s+");
        if (fields.length != 5) {
            throw MuninnException.badInput(
                    "\"%s\" has %d fields, not 5: write minute, hour, day, month and weekday, like 0 22 * * sat"
                            .formatted(text, fields.length));
        }
        CronTimes times = new CronTimes(String.join(" ", fields), fields);
        if (times.next(0, ZoneId.of("UTC")).isEmpty()) {
            throw MuninnException.badInput("\"%s\" names a day that never comes".formatted(text));
        }
        return times;
    }

    private static BitSet field(String field, int least, int most, List<String> names) {
        BitSet set = new BitSet(most + 1);
        for (String part : field.toLowerCase(Locale.ROOT).split(",")) {
            String[] steps = part.split("/", 2);
            String[] ends = steps[0].split("-", 2);
            int from;
            int to;
            if (steps[0].equals("*")) {
                from = least;
                to = most == 7 ? 6 : most;
            } else {
                from = number(ends[0], least, most, names, field);
                boolean isOpen = ends.length == 1 && steps.length == 2;
                to =
                        ends.length == 2
                                ? number(ends[1], least, most, names, field)
                                : isOpen ? most : from;
            }
            int step = steps.length == 1 ? 1 : number(steps[1], 1, most, List.of(), field);
            if (from > to) {
                throw wrong(field, "%d is after %d".formatted(from, to));
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private static int number(String text, int least, int most, List<String> names, String field) {
        int named = names.indexOf(text);
        if (named >= 0) {
            return named + (least == 1 ? 1 : 0);
        }
        if (!text.matches("\\d{1,4}")) {
            throw wrong(field, "\"" + text + "\" is no number");
        }
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw wrong(field, "%d is not between %d and %d".formatted(number, least, most));
        }
        return number;
    }

    private static MuninnException wrong(String field, String why) {
        return MuninnException.badInput("cron field \"%s\": %s".formatted(field, why));
    }

    /** The first moment after a time; empty if there is none in the next years. */
    OptionalLong next(long afterMillis, ZoneId zone) {
        LocalDate first = Instant.ofEpochMilli(afterMillis).atZone(zone).toLocalDate();
        for (int day = 0; day < LOOK_AHEAD_DAYS; day++) {
            LocalDate date = first.plusDays(day);
            if (!isDay(date)) {
                continue;
            }
            OptionalLong found = nextOn(date, afterMillis, zone);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong nextOn(LocalDate date, long afterMillis, ZoneId zone) {
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0);
                    minute >= 0;
                    minute = minutes.nextSetBit(minute + 1)) {
                long millis =
                        date.atTime(LocalTime.of(hour, minute))
                                .atZone(zone)
                                .toInstant()
                                .toEpochMilli();
                if (millis > afterMillis) {
                    return OptionalLong.of(millis);
                }
            }
        }
        return OptionalLong.empty();
    }

    private boolean isDay(LocalDate date) {
        if (!months.get(date.getMonthValue())) {
            return false;
        }
        boolean isDayOfMonth = days.get(date.getDayOfMonth());
        boolean isWeekday = weekdays.get(date.getDayOfWeek().getValue() % 7);
        return isAnyDay || isAnyWeekday ? isDayOfMonth && isWeekday : isDayOfMonth || isWeekday;
    }

    @Override
    public String toString() {
        return text;
    }
}
