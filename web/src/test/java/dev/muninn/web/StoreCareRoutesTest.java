package dev.muninn.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreCareRoutesTest {

    @Test
    void flushesOnceAPost() throws Exception {
        try (TestServer server = new TestServer()) {
            assertThat(server.post("/api/v1/admin/store/flush", "").statusCode()).isEqualTo(204);
            assertThat(server.flushes).hasValue(1);
            assertThat(server.get("/api/v1/admin/store/flush").statusCode()).isEqualTo(405);
            assertThat(server.flushes).hasValue(1);
        }
    }
}
