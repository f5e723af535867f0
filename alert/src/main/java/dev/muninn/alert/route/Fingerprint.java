package dev.muninn.alert.route;

import dev.muninn.model.Labels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names of alerts and groups, the same as Alertmanager's. */
public final class Fingerprint {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 0xff;

    private Fingerprint() {}

    /** 16 hexadecimal digits of FNV-1a over names and values, each followed by a separator. */
    public static String of(Labels labels) {
        long hash = OFFSET;
        for (int i = 0; i < labels.size(); i++) {
            hash = add(hash, labels.name(i));
            hash = add(hash, labels.value(i));
        }
        return HexFormat.of().toHexDigits(hash);
    }

    private static long add(long before, String text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one >= 0x80) {
                return addBytes(before, text.getBytes(StandardCharsets.UTF_8));
            }
            hash = (hash ^ one) * PRIME;
        }
        return (hash ^ SEPARATOR) * PRIME;
    }

    private static long addBytes(long before, byte[] bytes) {
        long hash = before;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return (hash ^ SEPARATOR) * PRIME;
    }

    /** SHA-256 of a group's key: what receivers tell incidents apart by. */
    public static String ofGroup(String groupKey) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(groupKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
