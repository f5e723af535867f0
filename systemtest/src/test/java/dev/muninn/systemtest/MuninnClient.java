package dev.muninn.systemtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Calls of Prometheus' HTTP API, of Muninn or of a peer. */
public final class MuninnClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    public MuninnClient(String address) {
        this.address = address;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    public HttpResponse<String> post(String path, String contentType, byte[] body) {
        return send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build());
    }

    /** Sends a remote write 1.0 request; the body is already compressed. */
    public HttpResponse<String> write(byte[] snappyBody) {
        return send(
                request("/api/v1/write")
                        .header("Content-Type", "application/x-protobuf")
                        .header("Content-Encoding", "snappy")
                        .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(snappyBody))
                        .build());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The {@code data} of an instant query. */
    public JsonNode query(String expr, long timeMillis) {
        String seconds = BigDecimal.valueOf(timeMillis, 3).toPlainString();
        return data("/api/v1/query", Map.of("query", expr, "time", seconds));
    }

    /** The {@code data} of an instant query at the server's now. */
    public JsonNode queryNow(String expr) {
        return data("/api/v1/query", Map.of("query", expr));
    }

    /** The {@code data} of a range query; times in seconds. */
    public JsonNode queryRange(String expr, long start, long end, String step) {
        return data(
                "/api/v1/query_range",
                Map.of(
                        "query",
                        expr,
                        "start",
                        Long.toString(start),
                        "end",
                        Long.toString(end),
                        "step",
                        step));
    }

    /** The {@code data} of a successful call. */
    public JsonNode data(String path, Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        new TreeMap<>(parameters)
                .forEach(
                        (name, value) ->
                                query.append(query.isEmpty() ? '?' : '&')
                                        .append(name)
                                        .append('=')
                                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        HttpResponse<String> response = get(path + query);
        JsonNode answer = parse(response.body());
        if (response.statusCode() != 200 || !"success".equals(answer.path("status").asText())) {
            throw new AssertionError(
                    path + query + " answered " + response.statusCode() + ": " + response.body());
        }
        return answer.path("data");
    }

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
