package dev.muninn.alert.http;

import dev.muninn.model.MuninnException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Networks in which no receiver may be, whatever its address says and its name leads to. */
public final class DeniedNetworks {

    /**
     * Where clouds give their machines credentials: link-local addresses, also behind NAT64, and
     * those of clouds that use others. Nobody receives messages there, but an address that was
     * typed into a form, or a label in the address of a webhook, may lead there.
     */
    public static final List<String> USUAL =
            List.of(
                    "169.254.0.0/16",
                    "fe80::/10",
                    "64:ff9b::a9fe:0/112",
                    "fd00:ec2::254/128",
                    "100.100.100.200/32",
                    "168.63.129.16/32",
                    "192.0.0.192/32");

    /** Everybody may be told. */
    public static final DeniedNetworks NONE = new DeniedNetworks(List.of());

    private final List<Network> networks;

    private DeniedNetworks(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * The networks of a list of addresses with the number of bits that count.
     *
     * @throws MuninnException of kind BAD_INPUT if one is none
     */
    public static DeniedNetworks of(List<String> texts) {
        List<Network> networks = new ArrayList<>();
        for (String text : texts) {
            try {
                networks.add(Network.parse(text));
            } catch (IllegalArgumentException e) {
                throw new MuninnException(
                        MuninnException.Kind.BAD_INPUT,
                        "alerting.denied-networks has \""
                                + text
                                + "\": write a network like 169.254.0.0/16 or fe80::/10",
                        e);
            }
        }
        return new DeniedNetworks(networks);
    }

    /**
     * Does nothing for an address that may be told.
     *
     * @throws DeniedAddressException for one that may not
     */
    public void check(InetAddress address) throws DeniedAddressException {
        for (InetAddress way : ReachedAddresses.of(address)) {
            for (Network network : networks) {
                if (network.contains(way)) {
                    throw new DeniedAddressException(address.getHostAddress(), network.toString());
                }
            }
        }
    }

    /** As {@link #check} where a host is written as an address; a proxy looks up the others. */
    void checkLiteral(String host) throws DeniedAddressException {
        // Proxies differ in how they read 0251.254.169.254: octal as C does, or decimal.
        check(host, InetAddress::ofLiteral);
        check(host, Inet4Address::ofPosixLiteral);
    }

    private void check(String host, Function<String, InetAddress> reading)
            throws DeniedAddressException {
        InetAddress address;
        try {
            address = reading.apply(host);
        } catch (IllegalArgumentException e) {
            return;
        }
        check(address);
    }
}
