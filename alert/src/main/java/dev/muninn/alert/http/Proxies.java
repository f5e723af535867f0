package dev.muninn.alert.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Over which proxy a server is reached, if over any. */
public final class Proxies {

    /** Every server is reached directly. */
    public static final Proxies NONE = new Proxies(null, null, NoProxy.NOBODY);

    private final @Nullable Proxy forPlain;
    private final @Nullable Proxy forTls;
    private final NoProxy direct;

    private Proxies(@Nullable Proxy forPlain, @Nullable Proxy forTls, NoProxy direct) {
        this.forPlain = forPlain;
        this.forTls = forTls;
        this.direct = direct;
    }

    /**
     * One proxy for all servers but those of a list.
     *
     * @param noProxy as in the variable {@code NO_PROXY}; where it is empty this machine, too, is
     *     asked for over the proxy
     * @param connectHeaders what the proxy is told when it is asked for a way
     * @throws IllegalArgumentException if the address is none of HTTP
     */
    public static Proxies over(URI address, String noProxy, Map<String, String> connectHeaders) {
        Proxy proxy = Proxy.of(address, connectHeaders);
        return new Proxies(
                proxy, proxy, noProxy.isBlank() ? NoProxy.NOBODY : NoProxy.parse(noProxy));
    }

    /**
     * As the variables {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} say, in large
     * or in small letters.
     *
     * @param connectHeaders what a proxy is told when it is asked for a way
     * @throws IllegalArgumentException if an address is none of HTTP
     */
    public static Proxies of(Map<String, String> environment, Map<String, String> connectHeaders) {
        return new Proxies(
                proxy(variable(environment, "HTTP_PROXY"), connectHeaders),
                proxy(variable(environment, "HTTPS_PROXY"), connectHeaders),
                NoProxy.parse(variable(environment, "NO_PROXY")));
    }

    private static String variable(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty()
                ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "")
                : value;
    }

    private static @Nullable Proxy proxy(String address, Map<String, String> connectHeaders) {
        if (address.isBlank()) {
            return null;
        }
        String whole = address.contains("://") ? address : "http://" + address;
        return Proxy.of(URI.create(whole), connectHeaders);
    }

    /** What proxies are told and nobody else may see. */
    public List<String> secrets() {
        return Stream.of(forPlain, forTls)
                .filter(Objects::nonNull)
                .flatMap(proxy -> proxy.secrets().stream())
                .toList();
    }

    /** The proxy to a server; null for the direct way. */
    @Nullable Proxy to(Origin origin) {
        Proxy proxy = origin.isTls() ? forTls : forPlain;
        return proxy == null || direct.contains(origin) ? null : proxy;
    }
}
