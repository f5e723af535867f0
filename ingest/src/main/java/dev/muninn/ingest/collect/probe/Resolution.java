package dev.muninn.ingest.collect.probe;

import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Finding a host's address, with what the answer tells. */
final class Resolution {

    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private Resolution() {}

    /** The host's first address; {@code seconds} of the look-up are reported by the caller. */
    static InetAddress of(String host) throws IOException {
        return InetAddress.getAllByName(host)[0];
    }

    static void report(InetAddress address, double seconds, SampleFrame into) {
        into.gauge(
                "probe_dns_lookup_time_seconds",
                "Returns the time taken for probe dns lookup in seconds",
                seconds);
        into.gauge(
                "probe_ip_protocol",
                "Specifies whether probe ip protocol is IP4 or IP6",
                address instanceof Inet6Address ? 6 : 4);
        into.gauge(
                "probe_ip_addr_hash",
                "Specifies the hash of IP address. It's useful to detect if the IP address"
                        + " changes.",
                hash(address.getAddress()));
    }

    /** FNV-1a of 32 bits, as blackbox_exporter takes it. */
    static double hash(byte[] address) {
        int hash = FNV_OFFSET;
        for (byte b : address) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return Integer.toUnsignedLong(hash);
    }
}
