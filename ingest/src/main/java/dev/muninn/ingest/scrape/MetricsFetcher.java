package dev.muninn.ingest.scrape;

import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.Compression;
import dev.muninn.model.MuninnException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets expositions over HTTP. Safe for use by many threads. */
final class MetricsFetcher {

    private final HttpClients clients;
    private final int maxBodyBytes;

    MetricsFetcher(HttpClients clients, int maxBodyBytes) {
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
        HttpResponse<LimitedBody> response = send(target, new LimitedBody(raw, limit));
        if (response.statusCode() != 200) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "server returned HTTP status " + response.statusCode());
        }
        String encoding = response.headers().firstValue("content-encoding").orElse("");
        Compression.parse(encoding)
                .decode(ByteBuffer.wrap(raw.bytes(), 0, raw.length()), into, limit);
        return response.headers().firstValue("content-type").orElse("");
    }

    private int limit(ScrapeTarget target) {
        long own = target.settings().limits().bodyBytes();
        return own > 0 ? (int) Math.min(own, maxBodyBytes) : maxBodyBytes;
    }

    private HttpResponse<LimitedBody> send(ScrapeTarget target, LimitedBody body) {
        CompletableFuture<HttpResponse<LimitedBody>> answer =
                clients.of(target.settings().access()).sendAsync(request(target), info -> body);
        try {
            // The whole answer has to be here in time; the client's own timeout ends at the head.
            return answer.get(target.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new MuninnException(
                    MuninnException.Kind.TIMEOUT,
                    "no complete answer within " + target.timeout().toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new MuninnException(
                    MuninnException.Kind.CANCELLED, "scrape given up, shutting down", e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private HttpRequest request(ScrapeTarget target) {
        double seconds = target.timeout().toMillis() / 1000.0;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target.url())
                        .header("Accept", target.settings().accept())
                        .header("User-Agent", "Muninn")
                        .header("X-Prometheus-Scrape-Timeout-Seconds", Double.toString(seconds))
                        .timeout(target.timeout());
        if (target.settings().compresses()) {
            request.header("Accept-Encoding", "gzip");
        }
        clients.sign(request, target.settings().access());
        return request.build();
    }

    private static MuninnException failure(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof MuninnException refusal) {
            return refusal;
        }
        String why = cause.getMessage();
        if (why == null) {
            why = cause instanceof ConnectException ? "connection refused" : cause.toString();
        }
        return new MuninnException(MuninnException.Kind.UNAVAILABLE, why, cause);
    }
}
