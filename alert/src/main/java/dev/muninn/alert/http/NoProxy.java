package dev.muninn.alert.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The servers that are reached without a proxy, as the variable {@code NO_PROXY} names them: names
 * with all below them, addresses, networks, each with a port if need be, or {@code *} for all; and
 * always this machine.
 */
final class NoProxy {

    /** Not even this machine. */
    static final NoProxy NOBODY = new NoProxy(List.of(), false);

    private final List<Predicate<Origin>> entries;
    private final boolean hasThisMachine;

    private NoProxy(List<Predicate<Origin>> entries, boolean hasThisMachine) {
        this.entries = entries;
        this.hasThisMachine = hasThisMachine;
    }

    static NoProxy parse(String list) {
        List<Predicate<Origin>> entries = new ArrayList<>();
        for (String one : list.split(",")) {
            String entry = one.strip().toLowerCase(Locale.ROOT);
            if (entry.equals("*")) {
                entries.add(origin -> true);
            } else if (entry.contains("/")) {
                entries.add(network(entry));
            } else if (!entry.isEmpty()) {
                entries.add(host(entry));
            }
        }
        return new NoProxy(entries, true);
    }

    private static Predicate<Origin> network(String entry) {
        Network network;
        try {
            network = Network.parse(entry);
        } catch (IllegalArgumentException e) {
            // Nobody is in what is no network; other programs, too, go over it in silence.
            return origin -> false;
        }
        return origin -> {
            InetAddress address = literal(origin.host());
            return address != null && network.contains(address);
        };
    }

    private static Predicate<Origin> host(String entry) {
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon > 0 && entry.indexOf(':') == colon || entry.contains("]:");
        String port = hasPort ? entry.substring(colon + 1) : "";
        String host = (hasPort ? entry.substring(0, colon) : entry).replaceAll("[\\[\\]]", "");
        String below = host.startsWith("*.") ? host.substring(1) : host;
        Predicate<String> isMeant =
                below.startsWith(".")
                        ? name -> name.endsWith(below)
                        : name -> name.equals(below) || name.endsWith("." + below);
        return origin ->
                (port.isEmpty() || port.equals(String.valueOf(origin.port())))
                        && isMeant.test(origin.host().toLowerCase(Locale.ROOT));
    }

    private static @Nullable InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean contains(Origin origin) {
        return hasThisMachine && isThisMachine(origin.host())
                || entries.stream().anyMatch(entry -> entry.test(origin));
    }

    private static boolean isThisMachine(String host) {
        InetAddress address = literal(host);
        return address == null ? host.equalsIgnoreCase("localhost") : address.isLoopbackAddress();
    }
}
