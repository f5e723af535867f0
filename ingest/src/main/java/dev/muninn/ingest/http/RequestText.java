package dev.muninn.ingest.http;

import dev.muninn.model.MuninnException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes requests. */
final class RequestText {

    private RequestText() {}

    /**
     * The request for a page, which may be one that the first page's answer led to.
     *
     * @throws MuninnException of kind BAD_INPUT if a header has control characters
     */
    static byte[] encode(PageRequest request, URI page) {
        StringBuilder text = new StringBuilder(512);
        String path = page.getRawPath();
        text.append("GET ").append(path == null || path.isEmpty() ? "/" : path);
        if (page.getRawQuery() != null) {
            text.append('?').append(page.getRawQuery());
        }
        String authority = Route.authority(page);
        text.append(" HTTP/1.1\r\nHost: ").append(authority).append("\r\n");
        boolean isElsewhere = !authority.equalsIgnoreCase(Route.authority(request.url()));
        request.headers()
                .forEach(
                        (name, value) -> {
                            if (!isElsewhere || !isSecret(name)) {
                                append(text, name, value);
                            }
                        });
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isSecret(String header) {
        return switch (header.toLowerCase(Locale.ROOT)) {
            case "authorization", "cookie" -> true;
            default -> false;
        };
    }

    private static void append(StringBuilder text, String name, String value) {
        check(name, name);
        check(name, value);
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private static void check(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw MuninnException.badInput(
                        "header \""
                                + name.replaceAll("\\p{Cntrl}", "?")
                                + "\" has a control character at "
                                + i
                                + ": check the configuration, or the file that holds a secret");
            }
        }
    }
}
