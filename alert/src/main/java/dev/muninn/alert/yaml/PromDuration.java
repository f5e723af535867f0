package dev.muninn.alert.yaml;

import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus' files write them: {@code 1h30m}. */
public final class PromDuration {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?"
                            + "(?:(\\d+)ms)?");

    private static final long[] UNIT_MILLIS = {
        365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
    };

    private static final String[] UNIT_NAMES = {"y", "w", "d", "h", "m", "s", "ms"};

    /** More nanoseconds than 64 bits hold are refused by Prometheus. */
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

    private PromDuration() {}

    /**
     * The duration of a text.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none
     */
    public static Duration parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (text.isEmpty() || !parts.matches()) {
            throw notADuration(text);
        }
        long millis = 0;
        try {
            for (int i = 0; i < UNIT_MILLIS.length; i++) {
                String amount = parts.group(i + 1);
                if (amount != null) {
                    long part = Math.multiplyExact(Long.parseLong(amount), UNIT_MILLIS[i]);
                    millis = Math.addExact(millis, part);
                }
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw tooLong(text);
        }
        if (millis > MAX_MILLIS) {
            throw tooLong(text);
        }
        return Duration.ofMillis(millis);
    }

    /** A duration as Prometheus prints it: {@code 1h30m}. */
    public static String print(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long left = duration.toMillis();
        for (int i = 0; i < UNIT_MILLIS.length; i++) {
            // Years, weeks and days only where nothing is left, as people write them.
            boolean isWhole = i > 2 || left % UNIT_MILLIS[i] == 0;
            if (isWhole && left >= UNIT_MILLIS[i]) {
                text.append(left / UNIT_MILLIS[i]).append(UNIT_NAMES[i]);
                left %= UNIT_MILLIS[i];
            }
        }
        return text.toString();
    }

    private static MuninnException tooLong(String text) {
        return MuninnException.badInput(
                "duration out of range: \"" + text + "\" is more than 292 years");
    }

    private static MuninnException notADuration(String text) {
        return MuninnException.badInput(
                "not a valid duration string: \"" + text + "\"; write it like 30s, 5m or 1h30m");
    }
}
