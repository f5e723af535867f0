package dev.muninn.query.eval.function;

import java.time.LocalDate;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Functions of times given in seconds since 1970, in UTC. */
final class Dates {

    private static final long DAY = 86_400;

    private static final Map<String, DoubleUnaryOperator> BY_NAME =
            Map.of(
                    "days_in_month", ofDate(LocalDate::lengthOfMonth),
                    "day_of_month", ofDate(LocalDate::getDayOfMonth),
                    "day_of_week", ofDate(date -> date.getDayOfWeek().getValue() % 7),
                    "day_of_year", ofDate(LocalDate::getDayOfYear),
                    "month", ofDate(LocalDate::getMonthValue),
                    "year", ofDate(LocalDate::getYear),
                    "hour", seconds -> hour(seconds),
                    "minute", seconds -> minute(seconds));

    private Dates() {}

    static @Nullable DoubleUnaryOperator named(String name) {
        return BY_NAME.get(name);
    }

    private static double hour(double seconds) {
        return Math.floor(Math.floorMod((long) seconds, DAY) / 3600.0);
    }

    private static double minute(double seconds) {
        return Math.floor(Math.floorMod((long) seconds, 3600L) / 60.0);
    }

    private static DoubleUnaryOperator ofDate(ToIntFunction<LocalDate> field) {
        return seconds -> {
            long day = Math.floorDiv((long) seconds, DAY);
            return field.applyAsInt(
                    LocalDate.ofEpochDay(
                            Math.clamp(
                                    day, LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay())));
        };
    }
}
