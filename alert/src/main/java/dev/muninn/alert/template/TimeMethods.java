package dev.muninn.alert.template;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The methods of Go's times and durations that templates call. */
final class TimeMethods {

    private TimeMethods() {}

    static Object call(ZonedDateTime time, String method, List<@Nullable Object> arguments) {
        return switch (method) {
            case "Unix" -> time.toEpochSecond();
            case "UnixMilli" -> time.toInstant().toEpochMilli();
            case "UTC" -> time.withZoneSameInstant(ZoneOffset.UTC);
            case "Format" -> GoTime.format(time, Arguments.text(arguments, 0));
            case "IsZero" -> time.getYear() == 1 && time.getDayOfYear() == 1;
            case "Year" -> (long) time.getYear();
            case "Month" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "Weekday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "YearDay" -> (long) time.getDayOfYear();
            case "Nanosecond" -> (long) time.getNano();
            case "Day" -> (long) time.getDayOfMonth();
            case "Hour" -> (long) time.getHour();
            case "Minute" -> (long) time.getMinute();
            case "Second" -> (long) time.getSecond();
            case "String" -> GoText.time(time);
            case "Sub" ->
                    Arguments.at(arguments, 0) instanceof ZonedDateTime other
                            ? Duration.between(other, time)
                            : wrongType("time.Time");
            case "Add" ->
                    Arguments.at(arguments, 0) instanceof Duration duration
                            ? time.plus(duration)
                            : wrongType("time.Duration");
            default ->
                    throw new TemplateException(
                            "can't evaluate field " + method + " in type time.Time");
        };
    }

    private static Object wrongType(String wanted) {
        throw new TemplateException("wrong type for value; expected " + wanted);
    }

    static Object call(Duration duration, String method) {
        return switch (method) {
            case "Seconds" -> duration.toNanos() / 1e9;
            case "Minutes" -> duration.toNanos() / 60e9;
            case "Hours" -> duration.toNanos() / 3600e9;
            case "Milliseconds" -> duration.toMillis();
            case "String" -> GoText.duration(duration);
            default ->
                    throw new TemplateException(
                            "can't evaluate field " + method + " in type time.Duration");
        };
    }
}
