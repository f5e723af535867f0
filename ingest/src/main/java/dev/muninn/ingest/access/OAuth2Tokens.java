package dev.muninn.ingest.access;

import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Gets tokens by client credentials and keeps them while they are valid. */
final class OAuth2Tokens {

    private record Held(String token, long untilMillis) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A token that ends while it is on its way is of no use. */
    private static final long MARGIN_MILLIS = 10_000;

    private final HttpClients clients;
    private final Clock clock;
    private final Map<Credentials.OAuth2, Held> tokens = new ConcurrentHashMap<>();

    OAuth2Tokens(HttpClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * A token that is valid now.
     *
     * @throws MuninnException of kind UNAVAILABLE if none is to be had
     */
    String token(Credentials.OAuth2 credentials) {
        Held held = tokens.get(credentials);
        if (held == null || held.untilMillis() <= clock.millis()) {
            held = ask(credentials);
            tokens.put(credentials, held);
        }
        return held.token();
    }

    private Held ask(Credentials.OAuth2 credentials) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(credentials.tokenUrl()))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .header("Authorization", "Basic " + basic(credentials))
                        .POST(HttpRequest.BodyPublishers.ofString(form(credentials)))
                        .build();
        try {
            HttpResponse<String> answer =
                    clients.of(HttpAccess.USUAL)
                            .send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw unavailable(credentials, "status " + answer.statusCode(), null);
            }
            // JSON is YAML, too.
            YamlSection body = YamlSection.parse(answer.body(), "token");
            long seconds = body.size("expires_in", 60);
            return new Held(
                    body.requiredText("access_token"),
                    clock.millis() + seconds * 1000 - MARGIN_MILLIS);
        } catch (IOException e) {
            throw unavailable(credentials, HttpClients.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(credentials, "interrupted", e);
        }
    }

    private static String basic(Credentials.OAuth2 credentials) {
        String pair =
                encoded(credentials.clientId()) + ":" + encoded(credentials.secret().reveal());
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String form(Credentials.OAuth2 credentials) {
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        if (!credentials.scopes().isEmpty()) {
            form.append("&scope=").append(encoded(String.join(" ", credentials.scopes())));
        }
        credentials
                .parameters()
                .forEach(
                        (name, value) ->
                                form.append('&')
                                        .append(encoded(name))
                                        .append('=')
                                        .append(encoded(value)));
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static MuninnException unavailable(
            Credentials.OAuth2 credentials, String why, @Nullable Exception cause) {
        return new MuninnException(
                MuninnException.Kind.UNAVAILABLE,
                "no token from " + credentials.tokenUrl() + ": " + why,
                cause);
    }
}
