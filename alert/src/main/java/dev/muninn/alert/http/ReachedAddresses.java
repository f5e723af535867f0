package dev.muninn.alert.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The addresses that are reached over one: some of version 6 bear one of version 4, to which
 * gateways and kernels pass packets on, and the one of no machine leads to this one.
 */
final class ReachedAddresses {

    /** Of an address of version 4. */
    private static final int SHORT = 4;

    /** What stands before the address of NAT64, 6to4, and the old form for version 4. */
    private static final List<byte[]> PREFIXES =
            List.of(
                    HexFormat.of().parseHex("0064ff9b0000000000000000"),
                    HexFormat.of().parseHex("2002"),
                    new byte[12]);

    private static final List<InetAddress> LOOPBACK =
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    private ReachedAddresses() {}

    static List<InetAddress> of(InetAddress address) {
        List<InetAddress> all = new ArrayList<>(List.of(address));
        byte[] bytes = address.getAddress();
        if (address.isAnyLocalAddress()) {
            all.addAll(LOOPBACK);
        } else if (bytes.length > SHORT && !address.isLoopbackAddress()) {
            for (byte[] prefix : PREFIXES) {
                if (Arrays.equals(prefix, 0, prefix.length, bytes, 0, prefix.length)) {
                    all.add(inner(bytes, prefix.length));
                }
            }
        }
        return all;
    }

    private static InetAddress inner(byte[] address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address, from, from + SHORT));
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
