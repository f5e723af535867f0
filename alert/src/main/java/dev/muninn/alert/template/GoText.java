package dev.muninn.alert.template;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values as Go's {@code fmt} prints them by {@code %v}, and the names of their types. */
final class GoText {

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private GoText() {}

    static String print(@Nullable Object value) {
        return switch (value) {
            case null -> "<no value>";
            case Double number -> number(number);
            case ZonedDateTime time -> time(time);
            case Duration duration -> duration(duration);
            case KeyValues pairs -> pairs.toString();
            case Pairs pairs -> pairs.toString();
            case Map<?, ?> map -> map(map);
            case Collection<?> list -> list(list);
            case Fields fields -> {
                List<String> parts = new ArrayList<>();
                fields.fields().values().forEach(field -> parts.add(print(field)));
                yield "{" + String.join(" ", parts) + "}";
            }
            default -> value.toString();
        };
    }

    private static String part(@Nullable Object value) {
        return value == null ? "<nil>" : print(value);
    }

    private static String map(Map<?, ?> map) {
        List<String> parts = new ArrayList<>();
        new TreeMap<Object, Object>(map)
                .forEach((key, value) -> parts.add(key + ":" + part(value)));
        return "map[" + String.join(" ", parts) + "]";
    }

    private static String list(Collection<?> list) {
        List<String> parts = new ArrayList<>();
        list.forEach(element -> parts.add(part(element)));
        return "[" + String.join(" ", parts) + "]";
    }

    /** {@code %v} of a float: shortest digits, with an exponent where it is below -4 or large. */
    static String number(double value) {
        return GoFloat.text(value, 'g', -1);
    }

    static String exponent(int exponent) {
        return "e"
                + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    static String time(ZonedDateTime time) {
        int nanos = time.getNano();
        String fraction =
                nanos == 0
                        ? ""
                        : "." + String.format(Locale.ROOT, "%09d", nanos).replaceAll("0+$", "");
        String offset =
                time.getOffset().equals(ZoneOffset.UTC)
                        ? "+0000"
                        : time.getOffset().getId().replace(":", "");
        return DATE_TIME.format(time) + fraction + " " + offset + " " + zone(time);
    }

    static String zone(ZonedDateTime time) {
        if (time.getZone() instanceof ZoneOffset) {
            return time.getOffset().equals(ZoneOffset.UTC)
                    ? "UTC"
                    : time.getOffset().getId().replace(":", "");
        }
        return DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH)
                .format(time)
                .replace(TextStyle.FULL.name(), "");
    }

    /** A duration as Go writes it: {@code 1h0m5.5s}, {@code 12.3ms}. */
    static String duration(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        String sign = nanos < 0 ? "-" : "";
        long left = Math.abs(nanos);
        if (left < 1_000_000_000) {
            if (left < 1_000) {
                return sign + left + "ns";
            }
            return left < 1_000_000
                    ? sign + decimal(left, 3) + "µs"
                    : sign + decimal(left, 6) + "ms";
        }
        long minutes = left / 60_000_000_000L;
        String seconds = decimal(left % 60_000_000_000L, 9) + "s";
        if (minutes == 0) {
            return sign + seconds;
        }
        String hours = minutes >= 60 ? minutes / 60 + "h" : "";
        return sign + hours + minutes % 60 + "m" + seconds;
    }

    private static String decimal(long value, int scale) {
        BigDecimal decimal = BigDecimal.valueOf(value, scale);
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    static String quote(String text) {
        return GoQuote.text(text, false);
    }

    static String typeName(@Nullable Object value) {
        return switch (value) {
            case null -> "<nil>";
            case String ignored -> "string";
            case Long ignored -> "int";
            case Double ignored -> "float64";
            case Boolean ignored -> "bool";
            case ZonedDateTime ignored -> "time.Time";
            case Duration ignored -> "time.Duration";
            case SafeText ignored -> "template.HTML";
            case Methods methods -> methods.typeName();
            case AnyMap ignored -> "map[string]interface {}";
            case Map<?, ?> ignored -> "map[string]string";
            case Texts ignored -> "[]string";
            case Collection<?> ignored -> "[]interface {}";
            case Fields fields -> fields.typeName();
            default -> value.getClass().getSimpleName();
        };
    }
}
