package dev.muninn.ingest.http;

import dev.muninn.ingest.access.HttpAccess;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * What is asked for, and how long and how much is waited for.
 *
 * @param access how connections are encrypted, and whether redirects are followed
 * @param headers sent beside Host, to every page that a redirect leads to as well; those that sign
 *     in only to the host of the URL
 * @param maxBytes of the body as it arrives
 * @param timeout from the start to the last byte
 */
public record PageRequest(
        URI url, HttpAccess access, Map<String, String> headers, int maxBytes, Duration timeout) {}
