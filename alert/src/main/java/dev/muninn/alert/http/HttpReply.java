package dev.muninn.alert.http;

import java.util.Map;

/**
 * What an HTTP server said.
 *
 * @param headers by their names in small letters; of several with one name the first
 * @param body at most its first 256 KiB
 */
public record HttpReply(int status, Map<String, String> headers, String body) {

    /** Whether the server takes another request over the same connection. */
    boolean leavesOpen() {
        return !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }
}
