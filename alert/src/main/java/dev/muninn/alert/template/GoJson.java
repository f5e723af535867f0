package dev.muninn.alert.template;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values as Go writes them in JSON: without spaces, signs of HTML escaped. */
public final class GoJson {

    private GoJson() {}

    /** The JSON of maps, lists, texts, numbers, times, booleans and fields. */
    public static String print(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        print(value, out);
        return out.toString();
    }

    private static void print(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Boolean flag -> out.append(flag);
            case Long number -> out.append(number);
            case Double number -> out.append(number(number));
            case ZonedDateTime time -> quote(time(time), out);
            case Map<?, ?> map -> object(new TreeMap<>(map), out, false);
            case Collection<?> list -> {
                out.append('[');
                String separator = "";
                for (Object item : list) {
                    out.append(separator);
                    print(item, out);
                    separator = ",";
                }
                out.append(']');
            }
            case Fields fields -> object(fields.fields(), out, true);
            default -> quote(value.toString(), out);
        }
    }

    /** With an exponent below a millionth and from 1e21, and that without a zero in front. */
    private static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new TemplateException("json: unsupported value: " + GoText.number(number));
        }
        double size = Math.abs(number);
        return size == 0 || size >= 1e-6 && size < 1e21
                ? GoFloat.text(number, 'f', -1)
                : GoFloat.text(number, 'e', -1).replace("e-0", "e-");
    }

    /** Without the zeros that end a fraction. */
    private static String time(ZonedDateTime time) {
        return DateTimeFormatter.ISO_INSTANT.format(time).replaceFirst("(\\.\\d*?)0+Z$", "$1Z");
    }

    /** The fields of a struct begin with a small letter in JSON. */
    private static void object(Map<?, ?> map, StringBuilder out, boolean isStruct) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            out.append(separator);
            quote(
                    isStruct
                            ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)
                            : name,
                    out);
            out.append(':');
            print(entry.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
