package dev.muninn.alert.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How servers are reached, and which are not. */
public record Reach(TlsTerms tls, Proxies proxies, DeniedNetworks denied, Names names) {

    /** Where the addresses of hosts are looked up. */
    @FunctionalInterface
    public interface Names {
        InetAddress address(String host) throws UnknownHostException;
    }

    /** By the names that this machine knows. */
    public Reach(TlsTerms tls, Proxies proxies, DeniedNetworks denied) {
        this(tls, proxies, denied, InetAddress::getByName);
    }
}
