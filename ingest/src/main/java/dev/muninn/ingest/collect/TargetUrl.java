package dev.muninn.ingest.collect;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a target is and who asks: {@code scheme://user:password@host:port/path?name=value}. The
 * parameter {@code password-file} names a file to take the password from, anew for each connection.
 *
 * @param port -1 where the text has none
 */
public record TargetUrl(
        String text,
        String scheme,
        String host,
        int port,
        String user,
        String secret,
        String path,
        Map<String, String> parameters) {

    private static final String PASSWORD_FILE = "password-file";

    /**
     * Reads a target as it stands in a configuration.
     *
     * @throws IllegalArgumentException if it is none; the message shows no password
     */
    public static TargetUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            // The exception's message repeats the text, and with it a password.
            throw new IllegalArgumentException(
                    "target is no URL: at character " + e.getIndex() + ": " + e.getReason());
        }
        String host = uri.getHost();
        if (uri.getScheme() == null || host == null) {
            throw new IllegalArgumentException(
                    "target has no scheme or no host: write scheme://host:port");
        }
        String who = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = who.indexOf(':');
        return new TargetUrl(
                withoutSecret(uri),
                uri.getScheme(),
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                uri.getPort(),
                decoded(colon < 0 ? who : who.substring(0, colon)),
                colon < 0 ? "" : decoded(who.substring(colon + 1)),
                uri.getRawPath() == null ? "" : uri.getRawPath(),
                parametersOf(uri.getRawQuery() == null ? "" : uri.getRawQuery()));
    }

    private static String withoutSecret(URI uri) {
        String who = uri.getRawUserInfo();
        String text = uri.toString();
        return who == null ? text : text.replace(who + "@", "");
    }

    private static Map<String, String> parametersOf(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return Map.copyOf(parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    public int portOr(int fallback) {
        return port < 0 ? fallback : port;
    }

    /** The password of now, empty where there is none. */
    public String password() throws IOException {
        String file = parameters.getOrDefault(PASSWORD_FILE, "");
        return file.isEmpty() ? secret : Files.readString(Path.of(file)).strip();
    }

    /** {@code host:port}, what the {@code instance} label says. */
    public String address(int fallbackPort) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + portOr(fallbackPort);
    }

    /** The text without user and password. */
    @Override
    public String toString() {
        return text;
    }
}
