package dev.muninn.web;

import dev.muninn.model.MuninnException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Options under {@code web.}.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any free one
 * @param insecureOpen whether to listen beyond this machine although nobody has to sign in
 * @param externalHosts names under which people reach this server, beside this machine's own
 * @param frameAncestors pages that may show ours within them, as origins
 * @param maxBodyBytes the largest body of a request, but for pushes, which have their own limit
 * @param maxConnections connections at one time
 * @param maxConnectionsPerAddress connections at one time from one address
 * @param maxRequests requests that may be worked on at one time
 * @param headerTimeout how long the first request of a connection may take to arrive
 * @param bodyTimeout how long a body may take to arrive
 * @param idleTimeout how long a connection may be silent
 */
public record WebOptions(
        String host,
        int port,
        boolean insecureOpen,
        List<String> externalHosts,
        List<String> frameAncestors,
        int maxBodyBytes,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxRequests,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout) {

    /** Nothing that could end the header's directive and begin another. */
    private static final Pattern ORIGIN =
            Pattern.compile(
                    "self|https?://(\\*\\.)?[a-z0-9.-]+(:[0-9]+)?", Pattern.CASE_INSENSITIVE);

    public static final WebOptions DEFAULTS =
            new WebOptions(
                    "127.0.0.1",
                    7171,
                    false,
                    List.of(),
                    List.of(),
                    10 << 20,
                    20_000,
                    2_000,
                    1_000,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(75));

    public WebOptions {
        externalHosts = externalHosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        frameAncestors = List.copyOf(frameAncestors);
        frameAncestors.forEach(WebOptions::checkOrigin);
        if (port < 0 || port > 65_535) {
            throw MuninnException.badInput("web.port is " + port + ", allowed are 0 to 65535");
        }
        atLeastOne("max-body-bytes", maxBodyBytes);
        atLeastOne("max-connections", maxConnections);
        atLeastOne("max-connections-per-address", maxConnectionsPerAddress);
        atLeastOne("max-requests", maxRequests);
        positive("header-timeout", headerTimeout);
        positive("body-timeout", bodyTimeout);
        positive("idle-timeout", idleTimeout);
        if (!insecureOpen && !isLoopback(host)) {
            throw MuninnException.badInput(
                    "refusing to listen on "
                            + host
                            + ": anybody who reaches it could read and write, as no sign-in is"
                            + " configured. Listen on 127.0.0.1, or pass --insecure-open if the"
                            + " network is trusted");
        }
    }

    private static void checkOrigin(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw MuninnException.badInput(
                    "web.frame-ancestors has \"%s\": give origins such as https://wiki.example.com, or self"
                            .formatted(origin));
        }
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw MuninnException.badInput(
                    "web.%s is %d, at least 1 is needed".formatted(key, value));
        }
    }

    private static void positive(String key, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0) {
            throw MuninnException.badInput(
                    "web.%s is %s, at least 1 ms is needed".formatted(key, value));
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "cannot listen on " + host + ": no such host; give an address of this machine",
                    e);
        }
    }
}
