package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.http.DeniedAddressException;
import dev.muninn.alert.http.DeniedNetworks;
import dev.muninn.alert.http.HttpCall;
import dev.muninn.alert.http.HttpConnections;
import dev.muninn.alert.http.HttpReply;
import dev.muninn.alert.http.Proxies;
import dev.muninn.alert.http.Reach;
import dev.muninn.alert.http.Target;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SystemClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends over the network, as a channel's {@code http_config} says. Safe for any thread. */
public final class HttpSender implements Sender, AutoCloseable {

    private static final int UNAUTHORIZED = 401;

    private final HttpConnections connections;
    private final Map<String, String> headers;
    private final @Nullable HttpConnections tokenConnections;
    private final @Nullable OAuth2Token token;

    /** Of the last request: most channels have one address, and it is read once. */
    private volatile @Nullable Target last;

    /**
     * Sends to whomever the server's own options name; as below.
     *
     * @throws MuninnException of kind BAD_INPUT if a file it names cannot be used
     */
    public HttpSender(Settings config, Duration timeout) {
        this(config, timeout, DeniedNetworks.NONE);
    }

    /**
     * @param config an {@code http_config}
     * @param timeout from the connection to the end of the answer
     * @param denied where nothing is sent
     * @throws MuninnException of kind BAD_INPUT if a file it names cannot be used
     */
    public HttpSender(Settings config, Duration timeout, DeniedNetworks denied) {
        headers = HttpHeaders.of(config);
        connections = connections(config, timeout, denied);
        Settings oauth = config.section("oauth2");
        if (oauth.values().isEmpty()) {
            tokenConnections = null;
            token = null;
        } else {
            tokenConnections = connections(oauth, timeout, denied);
            token = new OAuth2Token(oauth, tokenConnections, SystemClock.INSTANCE);
        }
    }

    private static HttpConnections connections(
            Settings config, Duration timeout, DeniedNetworks denied) {
        Reach reach =
                new Reach(TlsSettings.terms(config.section("tls_config")), proxies(config), denied);
        // How long a receiver may take is measured by its own clock.
        return new HttpConnections(reach, timeout, SystemClock.INSTANCE);
    }

    /** The proxies of an {@code http_config}, or of what it has in it for OAuth2. */
    static Proxies proxies(Settings config) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (config.tree("proxy_connect_header") instanceof Map<?, ?> given) {
            given.forEach(
                    (name, values) ->
                            headers.put(
                                    String.valueOf(name),
                                    String.join(", ", HttpHeaders.texts(values))));
        }
        try {
            String address = config.text("proxy_url");
            if (!address.isEmpty()) {
                return Proxies.over(URI.create(address), config.text("no_proxy"), headers);
            }
            return config.flag("proxy_from_environment", false)
                    ? Proxies.of(System.getenv(), headers)
                    : Proxies.NONE;
        } catch (IllegalArgumentException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "the address of a proxy is not one of HTTP: write it like"
                            + " http://proxy.example.org:3128",
                    e);
        }
    }

    @Override
    public Answer send(Request request) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putAll(request.headers());
        if (token == null) {
            return exchange(request, all);
        }
        Answer answer = exchange(request, all, token);
        if (answer.status() == UNAUTHORIZED) {
            // Tokens may be taken back before their time.
            token.forget();
            answer = exchange(request, all, token);
        }
        return answer;
    }

    private Answer exchange(Request request, Map<String, String> headers, OAuth2Token token) {
        try {
            headers.put("Authorization", token.header());
        } catch (IOException e) {
            return unreachable("no token of OAuth2: ", e);
        }
        return exchange(request, headers);
    }

    private Answer exchange(Request request, Map<String, String> headers) {
        HttpCall call;
        try {
            call = HttpCall.of(request.method(), target(request.url()), headers, request.body());
        } catch (IllegalArgumentException e) {
            return new Answer(400, Map.of(), "the address of the receiver is not one of HTTP");
        }
        try {
            // A redirect is an answer: to follow it would take the message and its secrets along.
            HttpReply reply = connections.send(call);
            return new Answer(reply.status(), reply.headers(), reply.body());
        } catch (DeniedAddressException e) {
            return Answer.forbidden(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return unreachable("", e);
        }
    }

    private Target target(String address) {
        Target known = last;
        if (known == null || !known.address().equals(address)) {
            known = Target.of(address);
            last = known;
        }
        return known;
    }

    private static Answer unreachable(String what, IOException e) {
        return Answer.unreachable(
                Thread.currentThread().isInterrupted()
                        ? "given up because the server stops"
                        : what + reason(e));
    }

    /** Why nobody answered, in words that help; without the address, which may be a secret. */
    private static String reason(IOException e) {
        return switch (e) {
            case SocketTimeoutException ignored -> "no answer in time";
            case SSLException tls -> TlsFailure.inWords(tls);
            case UnknownHostException ignored -> "the name of the receiver is unknown";
            case ConnectException ignored -> "the receiver takes no connections";
            case DeniedAddressException denied -> String.valueOf(denied.getMessage());
            case ProtocolException strange -> String.valueOf(strange.getMessage());
            default -> "the connection broke: " + e.getClass().getSimpleName();
        };
    }

    @Override
    public void close() {
        connections.close();
        if (tokenConnections != null) {
            tokenConnections.close();
        }
    }
}
