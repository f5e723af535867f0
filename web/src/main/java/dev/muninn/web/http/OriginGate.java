package dev.muninn.web.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign web pages out, even where nobody has to sign in. A page that points its own name at
 * this address (DNS rebinding) is known by its Host, one that sends requests here by its Origin.
 */
public final class OriginGate {

    private static final CharSequence FETCH_SITE = HttpHeaders.createOptimized("sec-fetch-site");

    private final Set<String> hosts = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));

    /** Beyond loopback we do not know our names, but a page cannot rebind an address. */
    private final boolean takesAddresses;

    /**
     * @param host where the server listens
     * @param externalHosts the names under which people reach it, in lower case
     * @param takesAddresses whether a Host may be any address
     */
    public OriginGate(String host, List<String> externalHosts, boolean takesAddresses) {
        hosts.add(host.toLowerCase(Locale.ROOT));
        hosts.addAll(externalHosts);
        this.takesAddresses = takesAddresses;
    }

    /** Why a request with this Host is not for us, or null. */
    @Nullable Refusal checkHost(HttpServerRequest request) {
        List<String> sent = request.headers().getAll(HttpHeaders.HOST);
        if (sent.size() != 1) {
            return new Refusal(400, "bad_data", "a request needs exactly one Host header");
        }
        String host = hostOf(sent.getFirst().toLowerCase(Locale.ROOT));
        if (hosts.contains(host) || takesAddresses && isAddress(host)) {
            return null;
        }
        return new Refusal(
                421,
                "bad_data",
                "this server is not known as that host: add the name to web.external-hosts");
    }

    private static String hostOf(String authority) {
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        return end > 0 ? authority.substring(0, end) : authority;
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    /** Why this request must not come from the page it comes from, or null. */
    @Nullable Refusal checkOrigin(HttpServerRequest request, Route.Access access) {
        if (access == Route.Access.PAGE) {
            return null;
        }
        MultiMap headers = request.headers();
        String origin = headers.get(HttpHeaders.ORIGIN);
        String site = headers.get(FETCH_SITE);
        boolean isForeign =
                origin != null
                        ? !isOwn(origin, headers.get(HttpHeaders.HOST))
                        : site != null && !site.equals("same-origin") && !site.equals("none");
        return isForeign
                ? new Refusal(403, "bad_data", "requests from other pages are refused")
                : null;
    }

    private static boolean isOwn(String origin, String host) {
        try {
            URI uri = new URI(origin);
            String authority = uri.getAuthority();
            return authority != null
                    && withPort(authority, uri.getScheme())
                            .equalsIgnoreCase(withPort(host, uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String withPort(String authority, @Nullable String scheme) {
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        return hasPort ? authority : authority + ("https".equals(scheme) ? ":443" : ":80");
    }
}
