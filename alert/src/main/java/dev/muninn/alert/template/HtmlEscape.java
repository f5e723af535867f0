package dev.muninn.alert.template;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets values into HTML as text, or as the address of a link if they are one that is harmless. */
final class HtmlEscape {

    private static final Pattern IN_ADDRESS = Pattern.compile("(?i)(href|src)\\s*=\\s*[\"']\\z");

    private static final Pattern HARMLESS = Pattern.compile("(?i)(https?://|mailto:|/|#).*");

    private HtmlEscape() {}

    /** The value as it may be written behind {@code before}. */
    static String escape(@Nullable Object value, CharSequence before) {
        if (value instanceof SafeText safe) {
            return safe.text();
        }
        String text = GoText.print(value);
        int from = Math.max(0, before.length() - 16);
        boolean isAddress = IN_ADDRESS.matcher(before.subSequence(from, before.length())).find();
        return isAddress && !HARMLESS.matcher(text).matches() ? "#" : Builtins.html(text);
    }
}
