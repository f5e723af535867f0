package dev.muninn.ingest.scrape;

import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.http.Page;
import dev.muninn.ingest.http.PageReader;
import dev.muninn.ingest.http.PageRequest;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.Compression;
import dev.muninn.model.MuninnException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gets expositions over HTTP. Safe for use by many threads. */
final class MetricsFetcher {

    private final PageReader pages;
    private final HttpClients clients;
    private final int maxBodyBytes;

    MetricsFetcher(PageReader pages, HttpClients clients, int maxBodyBytes) {
        this.pages = pages;
        this.clients = clients;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * Puts the target's exposition into the buffer and returns its content type, which may be
     * empty.
     *
     * @param raw takes the body as it arrives
     * @throws MuninnException of kind UNAVAILABLE or TIMEOUT if there is no answer, of kind
     *     BAD_INPUT if it is no exposition, of kind LIMIT if it is too large
     */
    String fetch(ScrapeTarget target, BodyBuffer raw, BodyBuffer into) {
        int limit = limit(target);
        PageRequest request =
                new PageRequest(
                        target.url(),
                        target.settings().access(),
                        headers(target),
                        limit,
                        target.timeout());
        Page page = pages.read(request, raw);
        if (page.status() != 200) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "server returned HTTP status " + page.status());
        }
        Compression.parse(page.contentEncoding())
                .decode(ByteBuffer.wrap(raw.bytes(), 0, raw.length()), into, limit);
        return page.contentType();
    }

    private int limit(ScrapeTarget target) {
        long own = target.settings().limits().bodyBytes();
        return own > 0 ? (int) Math.min(own, maxBodyBytes) : maxBodyBytes;
    }

    private Map<String, String> headers(ScrapeTarget target) {
        double seconds = target.timeout().toMillis() / 1000.0;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", target.settings().accept());
        headers.put("User-Agent", "Muninn");
        headers.put("X-Prometheus-Scrape-Timeout-Seconds", Double.toString(seconds));
        if (target.settings().compresses()) {
            headers.put("Accept-Encoding", "gzip");
        }
        headers.putAll(clients.headers(target.settings().access()));
        return headers;
    }
}
