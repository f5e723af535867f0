package dev.muninn.ingest.otlp;

import java.util.Map;

/**
 * A unit in words, as they stand at the end of metric names.
 *
 * @param main such as bytes; empty if the unit says nothing
 * @param per such as per_second; empty if the unit is no rate
 */
record UnitWords(String main, String per) {

    private static final Map<String, String> MAIN =
            Map.ofEntries(
                    Map.entry("d", "days"),
                    Map.entry("h", "hours"),
                    Map.entry("min", "minutes"),
                    Map.entry("s", "seconds"),
                    Map.entry("ms", "milliseconds"),
                    Map.entry("us", "microseconds"),
                    Map.entry("ns", "nanoseconds"),
                    Map.entry("By", "bytes"),
                    Map.entry("KiBy", "kibibytes"),
                    Map.entry("MiBy", "mebibytes"),
                    Map.entry("GiBy", "gibibytes"),
                    Map.entry("TiBy", "tibibytes"),
                    Map.entry("KBy", "kilobytes"),
                    Map.entry("MBy", "megabytes"),
                    Map.entry("GBy", "gigabytes"),
                    Map.entry("TBy", "terabytes"),
                    Map.entry("m", "meters"),
                    Map.entry("V", "volts"),
                    Map.entry("A", "amperes"),
                    Map.entry("J", "joules"),
                    Map.entry("W", "watts"),
                    Map.entry("g", "grams"),
                    Map.entry("Cel", "celsius"),
                    Map.entry("Hz", "hertz"),
                    Map.entry("1", ""),
                    Map.entry("%", "percent"));

    private static final Map<String, String> PER =
            Map.of(
                    "s", "second",
                    "m", "minute",
                    "h", "hour",
                    "d", "day",
                    "w", "week",
                    "mo", "month",
                    "y", "year");

    /** The words of a unit of UCUM, such as {@code By/s}; braces are comments. */
    static UnitWords of(String unit) {
        int slash = unit.indexOf('/');
        String main = slash < 0 ? unit : unit.substring(0, slash);
        String per = slash < 0 ? "" : unit.substring(slash + 1);
        return new UnitWords(
                isComment(main) ? "" : MAIN.getOrDefault(main.strip(), main.strip()),
                per.isEmpty() || isComment(per)
                        ? ""
                        : "per_" + PER.getOrDefault(per.strip(), per.strip()));
    }

    private static boolean isComment(String part) {
        return part.contains("{") || part.contains("}");
    }
}
