package dev.muninn.ingest.target;

/** Addresses of targets. */
public final class HostPort {

    private HostPort() {}

    /** Host and port in one; addresses of IP version 6 get brackets. */
    public static String join(String host, String port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
