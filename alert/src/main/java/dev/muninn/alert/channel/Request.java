package dev.muninn.alert.channel;

import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP request that a channel wants to be sent. */
public record Request(String method, String url, Map<String, String> headers, String body) {

    static Request json(String method, String url, String body) {
        return new Request(method, url, Map.of("Content-Type", "application/json"), body);
    }

    static Request form(String url, String body) {
        return new Request(
                "POST", url, Map.of("Content-Type", "application/x-www-form-urlencoded"), body);
    }

    Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, url, more, body);
    }
}
