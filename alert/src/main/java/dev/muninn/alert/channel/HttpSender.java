package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/** Sends over the network, as a channel's {@code http_config} says. Safe for any thread. */
public final class HttpSender implements Sender, AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** An answer is read to its end, but nobody's answer needs more than this. */
    private static final int MAX_ANSWER_CHARS = 256 << 10;

    private final HttpClient client;
    private final Duration timeout;
    private final Map<String, String> headers;

    /**
     * @param config an {@code http_config}
     * @throws MuninnException of kind BAD_INPUT if a file it names cannot be used
     */
    public HttpSender(Settings config, Duration timeout) {
        this.timeout = timeout;
        headers = headers(config);
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        // Nothing that waits is done on the client's own thread: a change of
                        // thread for each step of a request would cost more than the step.
                        .executor(Runnable::run)
                        .version(HttpClient.Version.HTTP_1_1)
                        // A redirect to another place would take the message and its secrets along.
                        .followRedirects(HttpClient.Redirect.NEVER);
        String proxy = config.text("proxy_url");
        if (!proxy.isEmpty()) {
            URI uri = URI.create(proxy);
            builder.proxy(ProxySelector.of(new InetSocketAddress(uri.getHost(), uri.getPort())));
        }
        if (config.has("tls_config")) {
            builder.sslContext(TlsSettings.context(config.section("tls_config")));
        }
        client = builder.build();
    }

    private static Map<String, String> headers(Settings config) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "Muninn");
        Settings basic = config.section("basic_auth");
        if (!basic.values().isEmpty()) {
            String pair = Secrets.text(basic, "username") + ":" + Secrets.text(basic, "password");
            headers.put(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        Settings authorization = config.section("authorization");
        if (!authorization.values().isEmpty()) {
            headers.put(
                    "Authorization",
                    authorization.text("type", "Bearer")
                            + " "
                            + Secrets.text(authorization, "credentials"));
        }
        if (config.has("bearer_token") || config.has("bearer_token_file")) {
            headers.put("Authorization", "Bearer " + Secrets.text(config, "bearer_token"));
        }
        if (config.tree("http_headers") instanceof Map<?, ?> more) {
            more.forEach((name, value) -> headers.put(String.valueOf(name), firstValue(value)));
        }
        return headers;
    }

    private static String firstValue(Object value) {
        return value instanceof Map<?, ?> map
                        && map.get("values") instanceof List<?> list
                        && !list.isEmpty()
                ? String.valueOf(list.getFirst())
                : "";
    }

    @Override
    public Answer send(Request request) {
        HttpRequest.Builder builder;
        try {
            builder = HttpRequest.newBuilder(URI.create(request.url()));
        } catch (IllegalArgumentException e) {
            return new Answer(400, Map.of(), "the address of the receiver is not one of HTTP");
        }
        headers.forEach(builder::setHeader);
        request.headers().forEach(builder::setHeader);
        HttpRequest.BodyPublisher body =
                request.body().isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(request.body());
        try {
            HttpResponse<String> response =
                    client.send(
                            builder.method(request.method(), body).timeout(timeout).build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer(response);
        } catch (IOException e) {
            return Answer.unreachable(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.unreachable("given up because the server stops");
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers()
                .map()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String body = response.body();
        return new Answer(
                response.statusCode(),
                headers,
                body.length() > MAX_ANSWER_CHARS ? body.substring(0, MAX_ANSWER_CHARS) : body);
    }

    /** Why nobody answered, in words that help; without the address, which may be a secret. */
    private static String reason(IOException e) {
        return switch (e) {
            case HttpTimeoutException ignored -> "no answer in time";
            case SSLException tls -> TlsFailure.inWords(tls);
            case ConnectException refused ->
                    refused.getCause() instanceof UnresolvedAddressException
                            ? "the name of the receiver is unknown"
                            : "the receiver takes no connections";
            default -> "the connection broke: " + e.getClass().getSimpleName();
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
