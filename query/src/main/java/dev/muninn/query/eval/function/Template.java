package dev.muninn.query.eval.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Map;

/** Texts with {@code $1}, {@code ${name}} and {@code $$}, filled in from a match. */
final class Template {

    private Template() {}

    static String expand(String template, Matcher match, Pattern pattern) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at++);
            if (c != '$' || at == template.length()) {
                out.append(c);
                continue;
            }
            if (template.charAt(at) == '$') {
                out.append('$');
                at++;
                continue;
            }
            boolean isBraced = template.charAt(at) == '{';
            int start = isBraced ? at + 1 : at;
            int end = start;
            while (end < template.length() && isNamePart(template.charAt(end))) {
                end++;
            }
            boolean isReference =
                    end > start
                            && (!isBraced
                                    || (end < template.length() && template.charAt(end) == '}'));
            if (!isReference) {
                out.append('$');
                continue;
            }
            out.append(group(template.substring(start, end), match, pattern.namedGroups()));
            at = isBraced ? end + 1 : end;
        }
        return out.toString();
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private static String group(String name, Matcher match, Map<String, Integer> named) {
        Integer number = named.get(name);
        if (name.chars().allMatch(Character::isDigit) && name.length() < 9) {
            number = Integer.parseInt(name);
        }
        if (number == null || number > match.groupCount()) {
            return "";
        }
        String group = match.group(number);
        return group == null ? "" : group;
    }
}
