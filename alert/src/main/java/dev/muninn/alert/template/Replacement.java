package dev.muninn.alert.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces what a pattern matches by a template, as Go's {@code ReplaceAllString}. */
final class Replacement {

    private final Pattern pattern;
    private final String template;
    private final StringBuilder out = new StringBuilder();

    private Replacement(Pattern pattern, String template) {
        this.pattern = pattern;
        this.template = template;
    }

    static String all(Pattern pattern, String text, String template) {
        return new Replacement(pattern, template).run(text);
    }

    private String run(String text) {
        Matcher matcher = pattern.matcher(text);
        int end = 0;
        while (matcher.find()) {
            out.append(text, end, matcher.start());
            // An empty match right behind another one is none: "(.*)" matches a text once.
            if (matcher.end() > end || matcher.start() == 0) {
                expand(matcher);
            }
            end = matcher.end();
            Effort.checkLength(out.length());
        }
        return out.append(text, end, text.length()).toString();
    }

    private void expand(Matcher matcher) {
        int at = 0;
        while (at < template.length()) {
            int dollar = template.indexOf('$', at);
            if (dollar < 0) {
                break;
            }
            out.append(template, at, dollar);
            at = group(matcher, dollar + 1);
        }
        out.append(template, Math.min(at, template.length()), template.length());
    }

    /** Puts in the group whose name follows a dollar; where the template goes on. */
    private int group(Matcher matcher, int start) {
        if (template.startsWith("$", start)) {
            out.append('$');
            return start + 1;
        }
        boolean isBraced = template.startsWith("{", start);
        int from = isBraced ? start + 1 : start;
        int to = from;
        while (to < template.length() && isNamePart(template.charAt(to))) {
            to++;
        }
        if (to == from || isBraced && !template.startsWith("}", to)) {
            out.append('$');
            return start;
        }
        String value = value(matcher, template.substring(from, to));
        out.append(value == null ? "" : value);
        Effort.checkLength(out.length());
        return isBraced ? to + 1 : to;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** What a group matched; groups that do not exist match nothing. */
    private @Nullable String value(Matcher matcher, String name) {
        if (name.matches("[0-9]{1,4}")) {
            int group = Integer.parseInt(name);
            return group <= matcher.groupCount() ? matcher.group(group) : null;
        }
        Integer group = pattern.namedGroups().get(name);
        return group == null ? null : matcher.group(group);
    }
}
