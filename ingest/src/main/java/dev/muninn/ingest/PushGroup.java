package dev.muninn.ingest;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The labels in the path of a group push: {@code job/NAME/LABEL/VALUE…}, as Pushgateway's. */
public final class PushGroup {

    private static final String BASE64 = "@base64";

    private PushGroup() {}

    /**
     * Reads the path behind {@code /metrics/}; a name that ends in {@code @base64} has its value in
     * URL-safe base64.
     *
     * @throws MuninnException of kind BAD_INPUT if it does not begin with a job, or a name has no
     *     value
     */
    public static Labels parse(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length % 2 != 0 || !(parts[0].equals("job") || parts[0].equals("job" + BASE64))) {
            throw MuninnException.badInput(
                    "group \"" + path + "\": write job/NAME, then pairs of label and value");
        }
        Labels.Builder labels = Labels.builder();
        for (int i = 0; i < parts.length; i += 2) {
            boolean encoded = parts[i].endsWith(BASE64);
            String name =
                    encoded ? parts[i].substring(0, parts[i].length() - BASE64.length()) : parts[i];
            if (name.isEmpty() || !labels.get(name).isEmpty()) {
                throw MuninnException.badInput(
                        "group \"" + path + "\" has an empty label or one twice");
            }
            labels.set(name, encoded ? decoded(parts[i + 1]) : unquoted(parts[i + 1]));
        }
        if (labels.get("job").isEmpty()) {
            throw MuninnException.badInput("group \"" + path + "\" has no job name");
        }
        return labels.build();
    }

    private static String decoded(String value) {
        try {
            return new String(
                    Base64.getUrlDecoder().decode(value.replace("=", "")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "\"" + value + "\" is not URL-safe base64", e);
        }
    }

    private static String unquoted(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "\"" + value + "\" is not URL-encoded", e);
        }
    }
}
