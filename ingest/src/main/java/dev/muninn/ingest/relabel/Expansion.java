package dev.muninn.ingest.relabel;

import com.google.re2j.Matcher;

/** Templates with {@code $1}, {@code ${name}} and {@code $$}, as Go expands them. */
final class Expansion {

    private Expansion() {}

    static String expand(String template, Matcher match) {
        if (template.indexOf('$') < 0) {
            return template;
        }
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int dollar = template.indexOf('$', at);
            if (dollar < 0) {
                return text.append(template, at, template.length()).toString();
            }
            text.append(template, at, dollar);
            at = dollar + 1;
            if (template.startsWith("$", at)) {
                text.append('$');
                at++;
                continue;
            }
            boolean braced = template.startsWith("{", at);
            int nameStart = braced ? at + 1 : at;
            int nameEnd = nameStart;
            while (nameEnd < template.length() && isWord(template.charAt(nameEnd))) {
                nameEnd++;
            }
            if (nameEnd == nameStart || (braced && !template.startsWith("}", nameEnd))) {
                // Not a reference: Go keeps the dollar as it is.
                text.append('$');
                continue;
            }
            text.append(group(match, template.substring(nameStart, nameEnd)));
            at = braced ? nameEnd + 1 : nameEnd;
        }
        return text.toString();
    }

    private static boolean isWord(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    /** The group's text; empty where there is no such group or it took no part. */
    private static String group(Matcher match, String name) {
        String text;
        if (name.chars().allMatch(Character::isDigit)) {
            int number = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
            text = number <= match.groupCount() ? match.group(number) : null;
        } else {
            text = match.pattern().namedGroups().containsKey(name) ? match.group(name) : null;
        }
        return text == null ? "" : text;
    }
}
