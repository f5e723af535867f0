package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.http.HttpCall;
import dev.muninn.alert.http.HttpConnections;
import dev.muninn.alert.http.HttpReply;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SystemClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLException;

/** Sends over the network, as a channel's {@code http_config} says. Safe for any thread. */
public final class HttpSender implements Sender, AutoCloseable {

    private final HttpConnections connections;
    private final Map<String, String> headers;

    /**
     * @param config an {@code http_config}
     * @param timeout from the connection to the end of the answer
     * @throws MuninnException of kind BAD_INPUT if a file it names cannot be used
     */
    public HttpSender(Settings config, Duration timeout) {
        headers = headers(config);
        String proxy = config.text("proxy_url");
        connections =
                new HttpConnections(
                        TlsSettings.context(config.section("tls_config")),
                        proxy.isEmpty() ? null : URI.create(proxy),
                        timeout,
                        // How long a receiver may take is measured by its own clock.
                        SystemClock.INSTANCE);
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
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putAll(request.headers());
        HttpCall call;
        try {
            call = HttpCall.of(request.method(), request.url(), all, request.body());
        } catch (IllegalArgumentException e) {
            return new Answer(400, Map.of(), "the address of the receiver is not one of HTTP");
        }
        try {
            // A redirect is an answer: to follow it would take the message and its secrets along.
            HttpReply reply = connections.send(call);
            return new Answer(reply.status(), reply.headers(), reply.body());
        } catch (IOException e) {
            return Answer.unreachable(
                    Thread.currentThread().isInterrupted()
                            ? "given up because the server stops"
                            : reason(e));
        }
    }

    /** Why nobody answered, in words that help; without the address, which may be a secret. */
    private static String reason(IOException e) {
        return switch (e) {
            case SocketTimeoutException ignored -> "no answer in time";
            case SSLException tls -> TlsFailure.inWords(tls);
            case UnknownHostException ignored -> "the name of the receiver is unknown";
            case ConnectException ignored -> "the receiver takes no connections";
            case ProtocolException strange -> String.valueOf(strange.getMessage());
            default -> "the connection broke: " + e.getClass().getSimpleName();
        };
    }

    @Override
    public void close() {
        connections.close();
    }
}
