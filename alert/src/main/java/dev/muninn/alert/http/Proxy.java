package dev.muninn.alert.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server that passes requests on.
 *
 * @param headers what it is told with each request that it passes on
 * @param connectHeaders what it is told when it is asked for a way to another server
 * @param secrets of what it is told, as somebody may repeat them
 */
record Proxy(
        Origin origin,
        Map<String, String> headers,
        Map<String, String> connectHeaders,
        List<String> secrets) {

    /**
     * The proxy of an address, which may have a user and a password.
     *
     * @param connectHeaders what it wants to be told besides
     * @throws IllegalArgumentException if it is no address of HTTP
     */
    static Proxy of(URI address, Map<String, String> connectHeaders) {
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> secrets = new ArrayList<>();
        String user = address.getUserInfo();
        if (user != null) {
            byte[] pair = user.getBytes(StandardCharsets.UTF_8);
            String encoded = Base64.getEncoder().encodeToString(pair);
            headers.put("Proxy-Authorization", "Basic " + encoded);
            secrets.addAll(List.of(encoded, user.substring(user.indexOf(':') + 1)));
        }
        for (String values : connectHeaders.values()) {
            secrets.addAll(List.of(values.split(", ")));
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(connectHeaders);
        return new Proxy(Origin.of(address), headers, all, secrets);
    }
}
