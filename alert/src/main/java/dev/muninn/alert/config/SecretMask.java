package dev.muninn.alert.config;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides the secrets of a configuration file, so that it can be shown. */
final class SecretMask {

    private static final Set<String> SECRETS = secrets();

    private static final Pattern LINE =
            Pattern.compile("([\\w-]+)(\\s*:\\s*)('[^']*'|\"[^\"]*\"|[^\\s,}#][^,}\\n]*)");

    private SecretMask() {}

    private static Set<String> secrets() {
        Set<String> names = new HashSet<>(Set.of("key", "Authorization"));
        collect(Shapes.GLOBAL, names);
        for (ChannelType type : ChannelType.values()) {
            collect(type.shape(), names);
        }
        return names;
    }

    private static void collect(Shape shape, Set<String> names) {
        shape.keys()
                .forEach(
                        (key, kind) -> {
                            switch (kind) {
                                case Shape.Kind.Secret ignored -> names.add(key);
                                case Shape.Kind.SecretUrl ignored -> names.add(key);
                                case Shape.Kind.UrlTemplate ignored -> names.add(key);
                                case Shape.Kind.One one -> collect(one.shape(), names);
                                case Shape.Kind.Many many -> collect(many.shape(), names);
                                default -> {}
                            }
                        });
    }

    /** The text with {@code <secret>} for the value of every key that takes a secret. */
    static String mask(String text) {
        Matcher lines = LINE.matcher(text);
        return lines.replaceAll(
                found ->
                        SECRETS.contains(found.group(1))
                                ? Matcher.quoteReplacement(
                                        found.group(1) + found.group(2) + "<secret>")
                                : Matcher.quoteReplacement(found.group()));
    }
}
