package dev.muninn.web.http;

import dev.muninn.model.MuninnException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, from URL and form; a parameter that is empty counts as missing. */
public final class Parameters {

    /** A board's link has dozens; thousands are an attack on the hash map. */
    private static final int MAX_COUNT = 1_000;

    private static final Pattern DURATION =
            Pattern.compile(
                    "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?"
                            + "(?:(\\d+)ms)?");

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private static final long[] UNIT_MILLIS = {
        31_536_000_000L, 604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
    };

    /** Times further away than this many milliseconds are typing mistakes: 285,000 years. */
    public static final long MAX_MILLIS = 9_000_000_000_000_000L;

    /** As long as a duration can be there, in nanoseconds of 64 bits: 292 years. */
    private static final long MAX_DURATION_MILLIS = Long.MAX_VALUE / 1_000_000;

    /** What clients of Prometheus send where they mean no bound. */
    private static final String EARLIEST = "-292273086-05-16T16:47:06Z";

    private static final String LATEST = "292277025-08-18T07:12:54.999999999Z";

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /**
     * Parameters of a URL's query and of a form body, both still encoded.
     *
     * @throws MuninnException of kind BAD_INPUT if an escape is broken
     */
    static Parameters parse(@Nullable String query, @Nullable String form) {
        Parameters parameters = new Parameters();
        // As in Go's Request.Form, what the body says comes first.
        parameters.add(form);
        parameters.add(query);
        return parameters;
    }

    private void add(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return;
        }
        try {
            QueryStringDecoder.builder()
                    .hasPath(false)
                    .maxParams(MAX_COUNT)
                    .semicolonIsNormalChar(true)
                    .charset(StandardCharsets.UTF_8)
                    .build(encoded)
                    .parameters()
                    .forEach(
                            (name, list) ->
                                    values.computeIfAbsent(name, key -> new ArrayList<>())
                                            .addAll(list));
        } catch (IllegalArgumentException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "parameters are not URL-encoded: " + e.getMessage(),
                    e);
        }
    }

    /** The first value, or the empty string. */
    public String get(String name) {
        List<String> list = values.get(name);
        return list == null ? "" : list.getFirst();
    }

    /** The first value of each. */
    public Map<String, String> first() {
        Map<String, String> first = new LinkedHashMap<>();
        values.forEach((name, list) -> first.put(name, list.getFirst()));
        return first;
    }

    /** Tells all names with their values. */
    void forEach(BiConsumer<String, List<String>> taker) {
        values.forEach(taker);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return !get(name).isEmpty();
    }

    public String required(String name) {
        if (!has(name)) {
            throw invalid(name, "it is missing");
        }
        return get(name);
    }

    public static MuninnException invalid(String name, String why) {
        return MuninnException.badInput("invalid parameter \"" + name + "\": " + why);
    }

    /** What the reading gives; where it refuses the text of a parameter, names the parameter. */
    public static <T> T naming(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MuninnException e) {
            if (e.kind() != MuninnException.Kind.BAD_INPUT) {
                throw e;
            }
            throw new MuninnException(
                    e.kind(), "invalid parameter \"" + name + "\": " + e.getMessage(), e);
        }
    }

    /** A time in milliseconds, given in seconds or as RFC 3339. */
    public long time(String name, long ifMissing) {
        return has(name) ? parseTime(name, get(name)) : ifMissing;
    }

    public long requiredTime(String name) {
        return parseTime(name, required(name));
    }

    private static long parseTime(String name, String text) {
        if (text.equals(EARLIEST)) {
            return -MAX_MILLIS;
        }
        if (text.equals(LATEST)) {
            return MAX_MILLIS;
        }
        Double seconds = number(text);
        if (seconds != null) {
            return millis(name, text, seconds);
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.truncatedTo(ChronoUnit.MILLIS).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "invalid parameter \"%s\": cannot parse \"%s\" to a valid timestamp: give seconds or RFC 3339"
                            .formatted(name, text),
                    e);
        }
    }

    /** A duration in milliseconds, given in seconds or as {@code 1h30m}. */
    long duration(String name, long ifMissing) {
        return has(name) ? parseDuration(name, get(name)) : ifMissing;
    }

    public long requiredDuration(String name) {
        return parseDuration(name, required(name));
    }

    private static long parseDuration(String name, String text) {
        Double seconds = number(text);
        if (seconds != null) {
            return durationMillis(name, text, seconds);
        }
        Matcher matcher = DURATION.matcher(text);
        if (text.equals("0") || text.length() > 40 || !matcher.matches()) {
            throw invalid(
                    name,
                    "cannot parse \"" + text + "\" to a valid duration: give seconds or 1h30m");
        }
        double millis = 0;
        for (int i = 0; i < UNIT_MILLIS.length; i++) {
            String digits = matcher.group(i + 1);
            millis += digits == null ? 0 : Double.parseDouble(digits) * UNIT_MILLIS[i];
        }
        return durationMillis(name, text, millis / 1000);
    }

    private static long durationMillis(String name, String text, double seconds) {
        long millis = millis(name, text, seconds);
        if (Math.abs(millis) > MAX_DURATION_MILLIS) {
            throw invalid(name, "\"" + text + "\" is out of range");
        }
        return millis;
    }

    /** A duration, or null if the parameter is missing or 0. */
    public @Nullable Duration positiveDuration(String name) {
        long millis = duration(name, 0);
        if (millis == 0) {
            return null;
        }
        if (millis < 0) {
            throw invalid(name, "\"" + get(name) + "\" is not a positive duration");
        }
        return Duration.ofMillis(millis);
    }

    private static @Nullable Double number(String text) {
        // Double.parseDouble also takes "1d", "0x1p3" and " 1 "; people mean a duration by "1d".
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        return Double.parseDouble(text);
    }

    private static long millis(String name, String text, double seconds) {
        double millis = Math.rint(seconds * 1000);
        if (Math.abs(millis) > MAX_MILLIS) {
            throw invalid(name, "\"" + text + "\" is out of range");
        }
        return (long) millis;
    }

    /** A count of at least 0, 0 if the parameter is missing. */
    public int limit(String name) {
        int limit = has(name) ? wholeNumber(name) : 0;
        if (limit < 0) {
            throw invalid(name, "it is negative");
        }
        return limit;
    }

    /** How many there may be at most; negative, or missing, for any number. */
    public int most(String name) {
        return has(name) ? wholeNumber(name) : -1;
    }

    /** A whole number, the nearest there is to one of 64 bits. */
    private int wholeNumber(String name) {
        try {
            return Math.clamp(Long.parseLong(get(name)), Integer.MIN_VALUE, Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "invalid parameter \"%s\": \"%s\" is not a whole number"
                            .formatted(name, get(name)),
                    e);
        }
    }
}
