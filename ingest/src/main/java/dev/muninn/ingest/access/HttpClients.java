package dev.muninn.ingest.access;

import dev.muninn.model.Clock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * HTTP clients by what they need; those that need the same share connections. Safe for use by many
 * threads.
 */
public final class HttpClients implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private record Need(boolean followsRedirects, TlsSettings tls) {}

    private final Executor executor;
    private final OAuth2Tokens tokens;
    private final Map<Need, HttpClient> clients = new ConcurrentHashMap<>();

    public HttpClients(Executor executor, Clock clock) {
        this.executor = executor;
        tokens = new OAuth2Tokens(this, clock);
    }

    /**
     * The client for requests of this kind.
     *
     * @throws dev.muninn.model.MuninnException of kind UNAVAILABLE if certificates cannot be read
     */
    public HttpClient of(HttpAccess access) {
        return clients.computeIfAbsent(
                new Need(access.followsRedirects(), access.tls()), this::client);
    }

    private HttpClient client(Need need) {
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(
                                need.followsRedirects()
                                        ? HttpClient.Redirect.NORMAL
                                        : HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .executor(executor);
        if (!need.tls().equals(TlsSettings.USUAL)) {
            client.sslContext(TlsContext.of(need.tls()));
        }
        return client.build();
    }

    /** Adds what signs a request in, and the headers that were asked for. */
    public void sign(HttpRequest.Builder request, HttpAccess access) {
        headers(access).forEach(request::header);
    }

    /** What signs a request in, and the headers that were asked for. */
    public Map<String, String> headers(HttpAccess access) {
        String authorization =
                access.credentials() instanceof Credentials.OAuth2 oauth2
                        ? "Bearer " + tokens.token(oauth2)
                        : access.credentials().header();
        if (authorization.isEmpty()) {
            return access.headers();
        }
        Map<String, String> headers = new LinkedHashMap<>(access.headers());
        headers.put("Authorization", authorization);
        return headers;
    }

    /** Why nobody answered, in words; the client's own exceptions often have none. */
    public static String reason(IOException failure) {
        if (failure instanceof ConnectException
                && failure.getCause() instanceof UnresolvedAddressException) {
            return "the name of the host is unknown";
        }
        if (failure.getMessage() != null) {
            return failure.getMessage();
        }
        return failure instanceof ConnectException
                ? "takes no connections"
                : failure.getClass().getSimpleName();
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
    }
}
