package dev.muninn.alert.template;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** Numbers as people read them, in the words of Prometheus' templates. */
final class Humanize {

    private static final String[] LARGE = {"", "k", "M", "G", "T", "P", "E", "Z", "Y"};
    private static final String[] SMALL = {"", "m", "u", "n", "p", "f", "a", "z", "y"};
    private static final String[] BINARY = {"", "ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"};

    /** More nanoseconds do not fit into 64 bits. */
    private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

    private Humanize() {}

    private static String digits(double value, int digits) {
        return Printf.format("%." + digits + "g", List.of(value));
    }

    private static boolean isPlain(double value) {
        return value == 0 || Double.isNaN(value) || Double.isInfinite(value);
    }

    /** With a metric prefix: 1234567 is {@code 1.235M}. */
    static String decimal(double value) {
        if (isPlain(value)) {
            return digits(value, 4);
        }
        double scaled = value;
        int prefix = 0;
        if (Math.abs(value) >= 1) {
            while (Math.abs(scaled) >= 1000 && prefix < LARGE.length - 1) {
                scaled /= 1000;
                prefix++;
            }
            return digits(scaled, 4) + LARGE[prefix];
        }
        while (Math.abs(scaled) < 1 && prefix < SMALL.length - 1) {
            scaled *= 1000;
            prefix++;
        }
        return digits(scaled, 4) + SMALL[prefix];
    }

    /** With a binary prefix: 1048576 is {@code 1Mi}. */
    static String binary(double value) {
        if (Math.abs(value) <= 1 || isPlain(value)) {
            return digits(value, 4);
        }
        double scaled = value;
        int prefix = 0;
        while (Math.abs(scaled) >= 1024 && prefix < BINARY.length - 1) {
            scaled /= 1024;
            prefix++;
        }
        return digits(scaled, 4) + BINARY[prefix];
    }

    /** Seconds as {@code 1d 2h 3m 4s}, or with a prefix below a second. */
    static String duration(double seconds) {
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            return digits(seconds, 4);
        }
        if (seconds == 0) {
            return digits(seconds, 4) + "s";
        }
        if (Math.abs(seconds) < 1) {
            double scaled = seconds;
            int prefix = 0;
            while (Math.abs(scaled) < 1 && prefix < SMALL.length - 1) {
                scaled *= 1000;
                prefix++;
            }
            return digits(scaled, 4) + SMALL[prefix] + "s";
        }
        String sign = seconds < 0 ? "-" : "";
        long whole = (long) Math.abs(seconds);
        long days = whole / 86_400;
        long hours = whole / 3_600 % 24;
        long minutes = whole / 60 % 60;
        if (days != 0) {
            return sign + days + "d " + hours + "h " + minutes + "m " + whole % 60 + "s";
        }
        if (hours != 0) {
            return sign + hours + "h " + minutes + "m " + whole % 60 + "s";
        }
        return minutes != 0 ? sign + minutes + "m " + whole % 60 + "s" : digits(seconds, 4) + "s";
    }

    /** A ratio in per cent. */
    static String percentage(double ratio) {
        return digits(ratio * 100, 4) + "%";
    }

    /** Seconds since 1970 as a time in UTC. */
    static String timestamp(double seconds) {
        return Double.isNaN(seconds) || Double.isInfinite(seconds)
                ? digits(seconds, 4)
                : GoText.time(time(seconds));
    }

    static ZonedDateTime time(double seconds) {
        if (Double.isNaN(seconds) || Math.abs(seconds) > MAX_SECONDS) {
            throw new TemplateException(
                    GoText.number(seconds) + " cannot be represented as a nanoseconds timestamp");
        }
        return Instant.ofEpochMilli((long) Math.floor(seconds * 1000)).atZone(ZoneOffset.UTC);
    }
}
