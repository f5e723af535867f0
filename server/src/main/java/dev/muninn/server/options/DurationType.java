package dev.muninn.server.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations in the notation of PromQL: {@code 15d}, {@code 1h30m}, {@code 500ms}. */
record DurationType(Duration least, Duration most) implements OptionType<Duration> {

    private record Unit(String name, long millis) {}

    /** Largest first; a year is 365 days, as in PromQL. */
    private static final List<Unit> UNITS =
            List.of(
                    new Unit("y", 365 * 86_400_000L),
                    new Unit("w", 7 * 86_400_000L),
                    new Unit("d", 86_400_000L),
                    new Unit("h", 3_600_000L),
                    new Unit("m", 60_000L),
                    new Unit("s", 1_000L),
                    new Unit("ms", 1L));

    @Override
    public String form() {
        return "a duration such as 15d, 1h30m or 500ms, from "
                + print(least)
                + " to "
                + print(most);
    }

    @Override
    public Duration parse(String text) {
        Duration value = Duration.ofMillis(millis(text));
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    private static long millis(String text) {
        if (text.equals("0")) {
            return 0;
        }
        List<Unit> seen = new ArrayList<>();
        long sum = 0;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            int letters = at;
            while (at < text.length() && !isDigit(text.charAt(at))) {
                at++;
            }
            Unit unit = unit(text.substring(letters, at));
            if (!seen.isEmpty() && unit.millis() >= seen.getLast().millis()) {
                throw new IllegalArgumentException("units must come largest first, each once");
            }
            seen.add(unit);
            sum = Math.addExact(sum, amount(text.substring(digits, letters), unit));
        }
        if (seen.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return sum;
    }

    private static long amount(String digits, Unit unit) {
        // Twelve digits of the largest unit still fit a long; a parse error is a NumberFormat one.
        if (digits.length() > 12) {
            throw new IllegalArgumentException("too large");
        }
        try {
            return Math.multiplyExact(Long.parseLong(digits), unit.millis());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too large", e);
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Unit unit(String name) {
        for (Unit unit : UNITS) {
            if (unit.name().equals(name)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("unknown unit \"" + name + "\"");
    }

    @Override
    public String print(Duration value) {
        long rest = value.toMillis();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        for (Unit unit : UNITS) {
            // Weeks are read but not written: 15d is clearer than 2w1d.
            if (unit.name().equals("w") || rest < unit.millis()) {
                continue;
            }
            text.append(rest / unit.millis()).append(unit.name());
            rest %= unit.millis();
        }
        return text.toString();
    }
}
