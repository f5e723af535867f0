package dev.muninn.alert.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.http.HttpCall;
import dev.muninn.alert.http.HttpConnections;
import dev.muninn.alert.http.HttpReply;
import dev.muninn.alert.http.Target;
import dev.muninn.model.Clock;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token of an {@code oauth2} section, got by client credentials (RFC 6749, 4.4) and kept while
 * it is valid. Safe for use by many threads.
 */
final class OAuth2Token {

    private record Held(String header, long untilNanos) {}

    /** A token that ends while it is on its way is of no use. */
    private static final long MARGIN_SECONDS = 10;

    /** Without a word about its end a token is used until it is refused, or for so long. */
    private static final long LONGEST_SECONDS = 365L * 24 * 3600;

    private static final int OK = 200;

    private final String address;
    private final String id;
    private final String secret;
    private final Map<String, String> asked = new LinkedHashMap<>();
    private final HttpConnections connections;
    private final Clock clock;
    private @Nullable Held held;

    OAuth2Token(Settings oauth, HttpConnections connections, Clock clock) {
        address = oauth.text("token_url");
        id = oauth.text("client_id");
        secret = Secrets.text(oauth, "client_secret");
        asked.put("grant_type", "client_credentials");
        if (!oauth.textList("scopes").isEmpty()) {
            asked.put("scope", String.join(" ", oauth.textList("scopes")));
        }
        asked.putAll(oauth.texts("endpoint_params"));
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * What stands under {@code Authorization}.
     *
     * @throws IOException if no token is to be had, with the reason
     */
    synchronized String header() throws IOException {
        Held known = held;
        if (known == null || clock.nanos() - known.untilNanos >= 0) {
            known = ask();
            held = known;
        }
        return known.header;
    }

    /** Forgets a token that was refused. */
    synchronized void forget() {
        held = null;
    }

    private Held ask() throws IOException {
        HttpReply reply =
                post(
                        asked,
                        Map.of("Authorization", HttpHeaders.basic(encoded(id), encoded(secret))));
        if (reply.status() != OK) {
            // Some take the client's name and secret in the body only.
            Map<String, String> all = new LinkedHashMap<>(asked);
            all.put("client_id", id);
            all.put("client_secret", secret);
            reply = post(all, Map.of());
        }
        JsonNode answer = Json.parse(reply.body());
        String token = answer.path("access_token").asText("");
        if (reply.status() != OK || token.isEmpty()) {
            String why = answer.path("error").asText("HTTP " + reply.status());
            throw new ProtocolException(address + " gives none: " + why);
        }
        String type = answer.path("token_type").asText("Bearer");
        long seconds = answer.path("expires_in").asLong(0);
        long valid = seconds <= 0 ? LONGEST_SECONDS : Math.max(0, seconds - MARGIN_SECONDS);
        return new Held(
                (type.equalsIgnoreCase("bearer") ? "Bearer" : type) + " " + token,
                clock.nanos() + Math.min(valid, LONGEST_SECONDS) * 1_000_000_000);
    }

    private HttpReply post(Map<String, String> form, Map<String, String> headers)
            throws IOException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        all.put("Accept", "application/json");
        StringBuilder body = new StringBuilder();
        form.forEach(
                (name, value) ->
                        body.append(body.isEmpty() ? "" : "&")
                                .append(encoded(name))
                                .append('=')
                                .append(encoded(value)));
        try {
            return connections.send(HttpCall.of("POST", Target.of(address), all, body.toString()));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("token_url is not an address of HTTP");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
