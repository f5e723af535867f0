package dev.muninn.ingest.http;

import dev.muninn.ingest.access.TlsSettings;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/** Where a connection leads, and how; connections of one route can stand in for each other. */
record Route(boolean isSecure, String host, int port, TlsSettings tls) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;

    /**
     * The route to a URL.
     *
     * @throws IOException if it is none of the web, or has no host or no valid port
     */
    static Route to(URI url, TlsSettings tls) throws IOException {
        boolean isSecure = isSecure(url);
        // Not getHost(), which knows no names with underscores; Docker gives such names.
        String authority = authority(url);
        int colon = authority.lastIndexOf(':');
        // The last colon of a bare IPv6 address is inside its brackets.
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw new IOException("\"" + url + "\" names no host");
        }
        int usual = isSecure ? HTTPS_PORT : HTTP_PORT;
        int port = hasPort ? port(authority.substring(colon + 1), usual) : usual;
        return new Route(isSecure, host.toLowerCase(Locale.ROOT), port, tls);
    }

    static boolean isSecure(URI url) throws IOException {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http" -> false;
            case "https" -> true;
            default -> throw new IOException("\"" + url + "\" is neither http nor https");
        };
    }

    /** Host and port as the URL has them, without the user that may stand before them. */
    static String authority(URI url) {
        String whole = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        return whole.substring(whole.lastIndexOf('@') + 1);
    }

    private static int port(String digits, int usual) throws IOException {
        if (digits.isEmpty()) {
            return usual;
        }
        try {
            int port = Integer.parseInt(digits);
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IOException("\"" + digits + "\" is no port", e);
        }
        throw new IOException(digits + " is no port");
    }

    /** Host and port, as messages name it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
