package dev.muninn.alert.http;

import java.net.URI;

/** What an address of HTTP names: a server, and what is asked of it. */
public final class Target {

    private final String address;
    private final Origin origin;
    private final String path;

    private Target(String address, Origin origin, String path) {
        this.address = address;
        this.origin = origin;
        this.path = path;
    }

    /**
     * The target of an address.
     *
     * @throws IllegalArgumentException if the address is none of HTTP
     */
    public static Target of(String address) {
        URI uri = inAscii(URI.create(address));
        return new Target(address, Origin.of(uri), path(uri));
    }

    /** Letters that are none of ASCII are written as the bytes they are. */
    private static URI inAscii(URI address) {
        String ascii = address.toASCIIString();
        return ascii.equals(address.toString()) ? address : URI.create(ascii);
    }

    private static String path(URI address) {
        String path = address.getRawPath();
        String query = address.getRawQuery();
        String whole = path == null || path.isEmpty() ? "/" : path;
        return query == null ? whole : whole + "?" + query;
    }

    /** As it was given. */
    public String address() {
        return address;
    }

    Origin origin() {
        return origin;
    }

    /** Path and query, as a request's first line has them. */
    String path() {
        return path;
    }
}
