package dev.muninn.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.SystemClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static int port;

    @BeforeAll
    static void serve() throws Exception {
        Pages pages =
                Pages.of(
                        Map.of(
                                "index.html", bytes("<p>home"),
                                "assets/app-1a2b.js", bytes("plain"),
                                "assets/app-1a2b.js.br", bytes("brotli"),
                                "assets/app-1a2b.js.gz", bytes("gzip")));
        WebFigures figures = new WebFigures();
        HttpServer server =
                VERTX.createHttpServer()
                        .requestHandler(
                                request -> {
                                    Reply reply =
                                            new Reply(
                                                    request,
                                                    figures.unknown,
                                                    SystemClock.INSTANCE,
                                                    () -> {});
                                    if (!pages.answer(request.path(), reply)) {
                                        reply.empty(404);
                                    }
                                });
        port =
                server.listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS)
                        .actualPort();
    }

    @AfterAll
    static void stop() throws Exception {
        CLIENT.close();
        VERTX.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> get(String path, String accept) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept-Encoding", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void sendsTheSmallestCodingTheClientTakes() throws Exception {
        assertThat(get("/assets/app-1a2b.js", "gzip, br").body()).isEqualTo("brotli");
        assertThat(get("/assets/app-1a2b.js", "gzip, br;q=0").body()).isEqualTo("gzip");
        assertThat(get("/assets/app-1a2b.js", "identity").body()).isEqualTo("plain");
    }

    @Test
    void letsHashedFilesBeKeptForever() throws Exception {
        HttpResponse<String> asset = get("/assets/app-1a2b.js", "br");
        assertThat(asset.headers().firstValue("cache-control"))
                .hasValue("public, max-age=31536000, immutable");
        assertThat(asset.headers().firstValue("content-encoding")).hasValue("br");
        assertThat(asset.headers().firstValue("content-type"))
                .hasValue("text/javascript; charset=utf-8");
        assertThat(asset.headers().firstValue("vary").orElseThrow())
                .isEqualToIgnoringCase("accept-encoding");
    }

    @Test
    void sendsTheIndexForPathsOfTheClient() throws Exception {
        assertThat(get("/", "").body()).isEqualTo("<p>home");
        assertThat(get("/explore/x", "").body()).isEqualTo("<p>home");
        assertThat(get("/assets/other.js", "").statusCode()).isEqualTo(404);
        assertThat(get("/assets/app-1a2b.js.br", "").statusCode()).isEqualTo(404);
        assertThat(get("/api/x", "").statusCode()).isEqualTo(404);
    }
}
