package dev.muninn.alert.http;

import java.net.InetAddress;

/** Addresses that begin alike: {@code 169.254.0.0/16}. */
final class Network {

    private final String text;
    private final byte[] prefix;
    private final int bits;

    private Network(String text, byte[] prefix, int bits) {
        this.text = text;
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * The network of an address and the number of its bits that count, all where it is missing.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] prefix =
                InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
        int longest = prefix.length * Byte.SIZE;
        int bits = slash < 0 ? longest : Integer.parseInt(text, slash + 1, text.length(), 10);
        if (bits < 0 || bits > longest) {
            throw new IllegalArgumentException(text);
        }
        return new Network(text, prefix, bits);
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int ignored = Math.max(0, Byte.SIZE - (bits - bit));
            int differing = (bytes[bit / Byte.SIZE] ^ prefix[bit / Byte.SIZE]) & 0xff;
            if (differing >> ignored != 0) {
                return false;
            }
        }
        return true;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
