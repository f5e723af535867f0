package dev.muninn.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreCareRoutesTest {

    private final TestServer server = TestServer.withEngine();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void flushesOnceAPost() throws Exception {
        assertThat(server.post("/api/v1/admin/store/flush", "").statusCode()).isEqualTo(204);
        assertThat(server.care.calls).containsExactly("flush");
        assertThat(server.get("/api/v1/admin/store/flush").statusCode()).isEqualTo(405);
        assertThat(server.care.calls).hasSize(1);
    }

    @Test
    void takesSnapshotsAndCleansAsPrometheusDoes() throws Exception {
        assertThat(server.post("/api/v1/admin/tsdb/snapshot?skip_head=true", "").body())
                .isEqualTo("{\"status\":\"success\",\"data\":{\"name\":\"copy\"}}");
        assertThat(server.post("/api/v1/admin/tsdb/clean_tombstones", "").statusCode())
                .isEqualTo(204);
        assertThat(server.care.calls).containsExactly("snapshot", "compact");
    }

    @Test
    void deletesWhatMatches() throws Exception {
        String path = "/api/v1/admin/tsdb/delete_series";
        assertThat(server.post(path, "").statusCode()).isEqualTo(400);
        assertThat(
                        server.post(path + "?match[]=up%7Bjob=%22a%22%7D&start=1&end=2", "")
                                .statusCode())
                .isEqualTo(204);
        assertThat(server.care.calls).singleElement().asString().contains("up", "1000", "2000");
    }

    @Test
    void refusesWhereItIsNotAllowed() throws Exception {
        try (TestServer careless = TestServer.withoutCare()) {
            HttpResponse<String> answer = careless.post("/api/v1/admin/tsdb/snapshot", "");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("\"errorType\":\"unavailable\"", "admin APIs disabled");
        }
    }
}
