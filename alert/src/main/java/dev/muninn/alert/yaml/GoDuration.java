package dev.muninn.alert.yaml;

import dev.muninn.model.MuninnException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 1.5h}, {@code 1m30s}, with a sign and without days. */
public final class GoDuration {

    private static final Pattern FORM =
            Pattern.compile(
                    "[-+]?(?:0|(?:(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:ns|us|µs|μs|ms|s|m|h))++)");

    private static final Pattern PART = Pattern.compile("([\\d.]+)([a-zµμ]+)");

    private static final Map<String, Long> UNIT_NANOS =
            Map.of(
                    "ns", 1L,
                    "us", 1_000L,
                    "µs", 1_000L,
                    "μs", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L);

    private GoDuration() {}

    /**
     * The duration of a text.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none, or longer than 292 years
     */
    public static Duration parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw notADuration(text);
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            long unit = UNIT_NANOS.getOrDefault(parts.group(2), 0L);
            nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)));
        }
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw notADuration(text);
        }
        Duration duration = Duration.ofNanos(nanos.longValue());
        return text.startsWith("-") ? duration.negated() : duration;
    }

    private static MuninnException notADuration(String text) {
        return MuninnException.badInput(
                "not a valid duration: \""
                        + text
                        + "\"; write it like 500ms, 30s or 1h30m: there are no days here");
    }
}
