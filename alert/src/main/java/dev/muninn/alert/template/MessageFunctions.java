package dev.muninn.alert.template;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions of Alertmanager's notification templates.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/notifications/">Notification template
 *     reference</a>
 */
public final class MessageFunctions {

    private static final Map<String, TemplateFunction> PURE = pure();

    /** The names, for {@link Template#parse(String, String, Set)}. */
    public static final Set<String> NAMES = names();

    private MessageFunctions() {}

    private static Set<String> names() {
        Set<String> names = new java.util.HashSet<>(PURE.keySet());
        names.addAll(Set.of("now", "since", "routeLabels"));
        return Set.copyOf(names);
    }

    /** The functions at one time. */
    public static Map<String, TemplateFunction> at(
            long nowMillis, Map<String, String> routeLabels) {
        ZonedDateTime now = Instant.ofEpochMilli(nowMillis).atZone(ZoneOffset.UTC);
        Map<String, TemplateFunction> functions = new HashMap<>(PURE);
        functions.put("now", arguments -> now);
        functions.put("since", arguments -> Duration.between(time(arguments, 0), now));
        functions.put("routeLabels", arguments -> new KeyValues(routeLabels));
        return functions;
    }

    private static Map<String, TemplateFunction> pure() {
        Map<String, TemplateFunction> functions = new HashMap<>();
        functions.put("toUpper", a -> LetterCase.upper(Arguments.text(a, 0)));
        functions.put("toLower", a -> LetterCase.lower(Arguments.text(a, 0)));
        functions.put("title", a -> TitleCase.strict(Arguments.text(a, 0)));
        functions.put("trimSpace", a -> LetterCase.trimmed(Arguments.text(a, 0)));
        functions.put("join", MessageFunctions::join);
        functions.put("match", a -> pattern(a).matcher(Arguments.text(a, 1)).find());
        functions.put(
                "reReplaceAll",
                a -> Replacement.all(pattern(a), Arguments.text(a, 2), Arguments.text(a, 1)));
        functions.put("stringSlice", MessageFunctions::texts);
        functions.put("safeHtml", a -> new SafeText(Arguments.text(a, 0)));
        functions.put("safeUrl", a -> new SafeText(Arguments.text(a, 0)));
        functions.put("urlUnescape", a -> unescaped(Arguments.text(a, 0)));
        functions.put("date", a -> GoTime.format(time(a, 1), Arguments.text(a, 0)));
        functions.put("tz", a -> time(a, 1).withZoneSameInstant(zone(Arguments.text(a, 0))));
        functions.put("humanizeDuration", a -> Humanize.duration(Arguments.number(a, 0)));
        functions.put("toJson", a -> GoJson.print(Arguments.at(a, 0)));
        functions.put("dict", MessageFunctions::dict);
        functions.put("list", ArrayList::new);
        functions.put("append", MessageFunctions::append);
        functions.put(
                "base64encode",
                a ->
                        Base64.getEncoder()
                                .encodeToString(
                                        Arguments.text(a, 0).getBytes(StandardCharsets.UTF_8)));
        functions.put("base64decode", MessageFunctions::decoded);
        functions.put("toDate", a -> GoTime.parse(Arguments.text(a, 0), Arguments.text(a, 1)));
        functions.put("mustToDate", a -> GoTime.parse(Arguments.text(a, 0), Arguments.text(a, 1)));
        return Map.copyOf(functions);
    }

    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new TemplateException("invalid URL escape in " + GoText.quote(text));
        }
    }

    private static Object texts(List<@Nullable Object> arguments) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            texts.add(Arguments.text(arguments, i));
        }
        return new Texts(texts);
    }

    private static Object join(List<@Nullable Object> arguments) {
        if (Arguments.at(arguments, 1) instanceof Texts parts) {
            String separator = Arguments.text(arguments, 0);
            Effort.checkLength((long) separator.length() * parts.size());
            return String.join(separator, parts);
        }
        throw new TemplateException(
                "wrong type for value; expected []string; got "
                        + GoText.typeName(arguments.get(1)));
    }

    private static Pattern pattern(List<@Nullable Object> arguments) {
        String text = Arguments.text(arguments, 0);
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new TemplateException("error parsing regexp: " + e.getMessage());
        }
    }

    private static ZonedDateTime time(List<@Nullable Object> arguments, int index) {
        return Arguments.at(arguments, index) instanceof ZonedDateTime time
                ? time
                : refuse(arguments.get(index));
    }

    private static ZonedDateTime refuse(@Nullable Object value) {
        throw new TemplateException(
                "wrong type for value; expected time.Time; got " + GoText.typeName(value));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new TemplateException("unknown time zone " + name);
        }
    }

    private static Object dict(List<@Nullable Object> arguments) {
        if (arguments.size() % 2 != 0) {
            throw new TemplateException("dict: expected names and values in turn");
        }
        AnyMap map = new AnyMap();
        for (int i = 0; i < arguments.size(); i += 2) {
            map.put(Arguments.text(arguments, i), arguments.get(i + 1));
        }
        return map;
    }

    private static Object append(List<@Nullable Object> arguments) {
        List<@Nullable Object> all = new ArrayList<>();
        if (Arguments.at(arguments, 0) instanceof Collection<?> list) {
            all.addAll(list);
        }
        all.addAll(arguments.subList(1, arguments.size()));
        return all;
    }

    private static Object decoded(List<@Nullable Object> arguments) {
        try {
            return new String(
                    Base64.getDecoder().decode(Arguments.text(arguments, 0)),
                    StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new TemplateException("illegal base64 data: " + e.getMessage());
        }
    }
}
