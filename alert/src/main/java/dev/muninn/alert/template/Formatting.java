package dev.muninn.alert.template;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prints a value by one verb of {@code printf}, and the parts of lists and maps by the same. */
final class Formatting {

    private static final String NIL = "<nil>";

    private final FormatFlags flags;
    private final int verb;

    /** Of the parts of lists and maps so far. */
    private long length;

    Formatting(FormatFlags flags, int verb) {
        this.flags = flags;
        this.verb = verb;
    }

    String text(@Nullable Object value) {
        if (value == null) {
            return verb == 'T' || verb == 'v'
                    ? flags.padded(NIL)
                    : "%!" + Character.toString(verb) + "(" + NIL + ")";
        }
        return verb == 'T' ? new FormattedText(flags).plain(GoText.typeName(value)) : part(value);
    }

    /** A value or a part of one, of which nothing is nil without a verb's complaint. */
    private String part(@Nullable Object value) {
        return switch (value) {
            case null -> flags.padded(NIL);
            case Boolean flag ->
                    verb == 't' || verb == 'v' ? flags.padded(flag.toString()) : misfit(value);
            case Long number -> number(number);
            case Double number -> real(number);
            case String text -> string(text, value);
            case SafeText text -> string(text.text(), value);
            case ZonedDateTime _, Duration _, KeyValues _, Pairs _ when isText() ->
                    string(GoText.print(value), value);
            case Duration duration -> number(duration.toNanos());
            case Map<?, ?> map -> map(map);
            case Collection<?> list -> list(list);
            case Fields fields -> struct(fields);
            default -> string(value.toString(), value);
        };
    }

    /** Whether the verb asks values for their text, where they have one. */
    private boolean isText() {
        return "vsxXq".indexOf(verb) >= 0 && !flags.showsSource;
    }

    private String misfit(Object value) {
        return "%!"
                + Character.toString(verb)
                + "("
                + GoText.typeName(value)
                + "="
                + new Formatting(flags, 'v').part(value)
                + ")";
    }

    private String number(long value) {
        FormattedNumber number = new FormattedNumber(flags);
        return switch (verb) {
            case 'v', 'd' -> number.whole(value, 10, verb);
            case 'b' -> number.whole(value, 2, verb);
            case 'o', 'O' -> number.whole(value, 8, verb);
            case 'x', 'X' -> number.whole(value, 16, verb);
            case 'c' -> flags.padded(FormattedText.character(value));
            case 'q' -> new FormattedText(flags).quotedCharacter(value);
            case 'U' -> number.codePoint(value);
            default -> misfit(value);
        };
    }

    private String real(double value) {
        FormattedNumber number = new FormattedNumber(flags);
        return switch (verb) {
            case 'v' -> number.real(value, 'g', -1);
            case 'b', 'g', 'G', 'x', 'X' -> number.real(value, (char) verb, -1);
            case 'f', 'e', 'E' -> number.real(value, (char) verb, 6);
            case 'F' -> number.real(value, 'f', 6);
            default -> misfit(value);
        };
    }

    private String string(String text, Object value) {
        FormattedText formatted = new FormattedText(flags);
        return switch (verb) {
            case 'v' -> flags.showsSource ? formatted.quoted(text) : formatted.plain(text);
            case 's' -> formatted.plain(text);
            case 'q' -> formatted.quoted(text);
            case 'x', 'X' -> formatted.hexadecimal(text, verb == 'X');
            default -> misfit(value);
        };
    }

    private String map(Map<?, ?> map) {
        List<String> parts = new ArrayList<>();
        new TreeMap<Object, Object>(map)
                .forEach((key, value) -> add(part(key) + ":" + part(value), parts));
        return wrapped(map, "map[", parts, "]");
    }

    private String list(Collection<?> list) {
        List<String> parts = new ArrayList<>();
        list.forEach(element -> add(part(element), parts));
        return wrapped(list, "[", parts, "]");
    }

    private String struct(Fields fields) {
        List<String> parts = new ArrayList<>();
        boolean areNamed = flags.showsNames || flags.showsSource;
        fields.fields()
                .forEach((name, value) -> add((areNamed ? name + ":" : "") + part(value), parts));
        return wrapped(fields, "{", parts, "}");
    }

    /** Each may be as wide as the format says, so that a list of them is soon too much. */
    private void add(String part, List<String> parts) {
        length += part.length();
        Effort.checkLength(length);
        parts.add(part);
    }

    private String wrapped(Object value, String open, List<String> parts, String close) {
        return flags.showsSource
                ? GoText.typeName(value) + "{" + String.join(", ", parts) + "}"
                : open + String.join(" ", parts) + close;
    }
}
