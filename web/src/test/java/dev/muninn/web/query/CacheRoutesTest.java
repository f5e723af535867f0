package dev.muninn.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.web.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class CacheRoutesTest {

    private static final String RANGE = "/api/v1/query_range?query=hits&start=600&end=1200&step=60";

    private static TestServer server() {
        TestServer server = TestServer.withEngine();
        for (int i = 0; i < 100; i++) {
            server.store.add(Labels.of("__name__", "hits"), i * 15_000L, i);
        }
        return server;
    }

    private static String use(HttpResponse<String> response) {
        return response.headers().firstValue("X-Muninn-Cache").orElse("");
    }

    @Test
    void tellsHowMuchOfAnAnswerWasThere() throws Exception {
        try (TestServer server = server()) {
            HttpResponse<String> first = server.get(RANGE);
            HttpResponse<String> second = server.get(RANGE);
            HttpResponse<String> anew = server.get(RANGE + "&nocache=1");

            assertThat(use(first)).isEqualTo("l1=0,l2=0,store=11");
            assertThat(use(second)).isEqualTo("l1=11,l2=0,store=0");
            assertThat(use(anew)).isEqualTo("l1=0,l2=0,store=11");
            assertThat(second.body()).isEqualTo(first.body()).isEqualTo(anew.body());
            assertThat(server.get("/api/v1/admin/cache").body())
                    .contains("\"points\":{\"cached\":11,\"computed\":11,\"hitRate\":0.5,")
                    .contains("\"hitRate1m\":0.5,\"hitRate1h\":0.5}")
                    .contains("\"l2\":{\"state\":\"off\",\"found\":0,\"missed\":0,\"failed\":0}");
        }
    }

    @Test
    void computesAnewAfterARefresh() throws Exception {
        try (TestServer server = server()) {
            server.get(RANGE);
            assertThat(server.post("/api/v1/admin/cache/refresh?metric=hits", "").statusCode())
                    .isEqualTo(204);
            assertThat(use(server.get(RANGE))).isEqualTo("l1=0,l2=0,store=11");
            assertThat(server.get("/api/v1/admin/cache/refresh").statusCode()).isEqualTo(405);
        }
    }
}
