package dev.muninn.ingest.yaml;

import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as Prometheus' configuration writes them. */
public final class Measures {

    private static final Pattern DURATION =
            Pattern.compile(
                    "(?:(\\d{1,6})y)?(?:(\\d{1,6})w)?(?:(\\d{1,6})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?"
                            + "(?:(\\d{1,9})s)?(?:(\\d{1,12})ms)?");

    private static final long[] UNIT_MILLIS = {
        31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
    };

    private static final Pattern BYTES = Pattern.compile("(\\d{1,15})\\s*([KMGT]?)(i?)B?");

    private Measures() {}

    /** A duration such as 1h30m or 500ms. */
    public static Duration duration(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher parts = DURATION.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw MuninnException.badInput(
                    "\"" + text + "\" is not a duration: write for instance 15s or 1m30s");
        }
        long millis = 0;
        for (int i = 0; i < UNIT_MILLIS.length; i++) {
            if (parts.group(i + 1) != null) {
                millis += Long.parseLong(parts.group(i + 1)) * UNIT_MILLIS[i];
            }
        }
        return Duration.ofMillis(millis);
    }

    /** A count of bytes or of things, such as 500 or 10MB; units are powers of 1024. */
    public static long bytes(String text) {
        Matcher parts = BYTES.matcher(text.strip().toUpperCase(Locale.ROOT).replace('I', 'i'));
        if (!parts.matches()) {
            throw MuninnException.badInput(
                    "\"" + text + "\" is not a size: write for instance 10MB");
        }
        int power = parts.group(2).isEmpty() ? 0 : 1 + "KMGT".indexOf(parts.group(2));
        return Long.parseLong(parts.group(1)) << (10 * power);
    }
}
