package dev.muninn.alert.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * A server that answers requests.
 *
 * @param host without the brackets of an address of version 6
 */
record Origin(boolean isTls, String host, int port) {

    private static final int PLAIN_PORT = 80;
    private static final int TLS_PORT = 443;

    /**
     * The server of an address.
     *
     * @throws IllegalArgumentException if it is no address of HTTP
     */
    static Origin of(URI address) {
        String scheme = String.valueOf(address.getScheme());
        boolean isTls = scheme.equalsIgnoreCase("https");
        String host = address.getHost();
        if (host == null || !isTls && !scheme.equalsIgnoreCase("http")) {
            throw new IllegalArgumentException("no address of HTTP");
        }
        int port = address.getPort();
        return new Origin(
                isTls,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port >= 0 ? port : isTls ? TLS_PORT : PLAIN_PORT);
    }

    /** As the header {@code Host} says it. */
    String authority() {
        boolean isUsual = port == (isTls ? TLS_PORT : PLAIN_PORT);
        return isUsual ? bracketed() : hostAndPort();
    }

    /** As a proxy is asked for it. */
    String hostAndPort() {
        return bracketed() + ":" + port;
    }

    private String bracketed() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    InetSocketAddress resolved(Reach.Names names) throws UnknownHostException {
        return new InetSocketAddress(names.address(host), port);
    }
}
