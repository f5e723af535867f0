package dev.muninn.query.eval.function;

import java.time.LocalDate;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Functions of times given in seconds since 1970, in UTC. */
final class Dates {

    /*
     * Times beyond what a date can be wrap around as they do in Prometheus on 64-bit Intel, where
     * NaN and what does not fit is the least integer: no answer is right, but one is expected.
     */

    private static final long DAY = 86_400;
    private static final long DAYS_OF_400_YEARS = 146_097;
    private static final double FIRST_YEAR = -292_277_022_399.0;
    private static final long SECONDS_TO_1970 = 9_223_372_028_715_321_600L;
    private static final LocalDate YEAR_1 = LocalDate.of(1, 1, 1);

    private static final Map<String, DoubleUnaryOperator> BY_NAME =
            Map.of(
                    "days_in_month", ofDate(LocalDate::lengthOfMonth),
                    "day_of_month", ofDate(LocalDate::getDayOfMonth),
                    "day_of_week", ofDate(date -> date.getDayOfWeek().getValue() % 7),
                    "day_of_year", ofDate(LocalDate::getDayOfYear),
                    "month", ofDate(LocalDate::getMonthValue),
                    "year", seconds -> year(seconds),
                    "hour", seconds -> hour(seconds),
                    "minute", seconds -> minute(seconds));

    private Dates() {}

    static @Nullable DoubleUnaryOperator named(String name) {
        return BY_NAME.get(name);
    }

    private static double hour(double seconds) {
        return Math.floor(Long.remainderUnsigned(sinceFirstDay(seconds), DAY) / 3600.0);
    }

    private static double minute(double seconds) {
        return Math.floor(Long.remainderUnsigned(sinceFirstDay(seconds), 3600) / 60.0);
    }

    private static double year(double seconds) {
        long day = Long.divideUnsigned(sinceFirstDay(seconds), DAY);
        long cycle = day / DAYS_OF_400_YEARS;
        return FIRST_YEAR + 400.0 * cycle + dateLike(day).getYear() - 1;
    }

    private static DoubleUnaryOperator ofDate(ToIntFunction<LocalDate> field) {
        return seconds ->
                field.applyAsInt(dateLike(Long.divideUnsigned(sinceFirstDay(seconds), DAY)));
    }

    /** A date of the years 1 to 400, which are like those of a day that far from the first one. */
    private static LocalDate dateLike(long day) {
        return YEAR_1.plusDays(day % DAYS_OF_400_YEARS);
    }

    /** Seconds since the first day there is in Go, unsigned; what is no number is the least one. */
    private static long sinceFirstDay(double seconds) {
        boolean isInRange = seconds >= Long.MIN_VALUE && seconds < 0x1p63;
        return (isInRange ? (long) seconds : Long.MIN_VALUE) + SECONDS_TO_1970;
    }
}
