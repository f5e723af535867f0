package dev.muninn.alert.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to a server. */
public record HttpCall(String method, Target target, Map<String, String> headers, String body) {

    /**
     * A request.
     *
     * @throws IllegalArgumentException if a header has a line break
     */
    public static HttpCall of(
            String method, Target target, Map<String, String> headers, String body) {
        headers.forEach(HttpCall::check);
        return new HttpCall(method, target, headers, body);
    }

    private static void check(String name, String value) {
        if (name.isBlank() || hasControls(name) || hasControls(value)) {
            throw new IllegalArgumentException(
                    "header " + name.strip() + " is not one line of text");
        }
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one < ' ' && one != '\t' || one == 0x7f) {
                return true;
            }
        }
        return false;
    }

    /**
     * The bytes that go over a connection.
     *
     * @param proxy that is to pass it on; what is encrypted goes through it unseen
     */
    byte[] bytes(@Nullable Proxy proxy) {
        Origin origin = target.origin();
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(300).append(method).append(' ');
        Map<String, String> all = headers;
        if (proxy != null && !origin.isTls()) {
            head.append("http://").append(origin.authority());
            all = new LinkedHashMap<>(headers);
            all.putAll(proxy.headers());
        }
        head.append(target.path()).append(" HTTP/1.1\r\nHost: ").append(origin.authority());
        all.forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        if (content.length > 0 || !method.equals("GET")) {
            head.append("\r\nContent-Length: ").append(content.length);
        }
        byte[] first = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[first.length + content.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(content, 0, whole, first.length, content.length);
        return whole;
    }
}
