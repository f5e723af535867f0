package dev.muninn.alert.route;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** A set of times that comes again and again; each list that is empty stands for any. */
public record TimeInterval(
        List<Range> minutesOfDay,
        List<Range> weekdays,
        List<Range> daysOfMonth,
        List<Range> months,
        List<Range> years,
        ZoneId zone) {

    /**
     * Numbers from one to another, both included.
     *
     * @param to for minutes of the day the last minute, not the end
     */
    public record Range(int from, int to) {

        boolean contains(int value) {
            return value >= from && value <= to;
        }
    }

    /** Whether a time is within. */
    public boolean contains(long millis) {
        ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(zone);
        return isAny(minutesOfDay, time.getHour() * 60 + time.getMinute())
                && isAny(weekdays, time.getDayOfWeek().getValue() % 7)
                && (daysOfMonth.isEmpty() || isDayOfMonth(time))
                && isAny(months, time.getMonthValue())
                && isAny(years, time.getYear());
    }

    private static boolean isAny(List<Range> ranges, int value) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(value));
    }

    private boolean isDayOfMonth(ZonedDateTime time) {
        int last = time.toLocalDate().lengthOfMonth();
        for (Range range : daysOfMonth) {
            int from = range.from() < 0 ? last + range.from() + 1 : range.from();
            int to = range.to() < 0 ? last + range.to() + 1 : range.to();
            // The 31st of a short month is no day of it, but a range up to it ends with the month.
            if (from <= last && time.getDayOfMonth() >= from && time.getDayOfMonth() <= to) {
                return true;
            }
        }
        return false;
    }
}
