package dev.muninn.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Staleness;
import dev.muninn.web.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FederateRouteTest {

    private final TestServer server = TestServer.withEngine();
    private final long now = System.currentTimeMillis();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void exposesTheLastSampleOfEachSeries() throws Exception {
        Labels b = Labels.of("__name__", "b", "job", "x", "path", "a\"\\\n");
        server.store.add(b, now - 60_000, 1);
        server.store.add(b, now - 30_000, 2.5);
        server.store.add(
                Labels.of("__name__", "a", "instance", "i", "job", "x"), now - 1_000, 1e-7);

        HttpResponse<String> response =
                server.get("/federate?match%5B%5D=%7Bjob=%22x%22%7D&match%5B%5D=b");

        assertThat(response.headers().firstValue("content-type"))
                .hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .isEqualTo(
                        """
                        # TYPE a untyped
                        a{instance="i",job="x"} 1e-07 %d
                        # TYPE b untyped
                        b{job="x",path="a\\"\\\\\\n",instance=""} 2.5 %d
                        """,
                        now - 1_000, now - 30_000);
    }

    @Test
    void leavesOutWhatIsStaleOrOld() throws Exception {
        server.store.add(Labels.of("__name__", "old", "job", "x"), now - 600_000, 1);
        Labels ended = Labels.of("__name__", "ended", "job", "x");
        server.store.add(ended, now - 60_000, 1);
        server.store.add(ended, now - 30_000, Staleness.MARKER);

        assertThat(server.get("/federate?match%5B%5D=%7Bjob=%22x%22%7D").body()).isEmpty();
        assertThat(server.get("/federate").statusCode()).isEqualTo(400);
    }

    @Test
    void quotesNamesBeyondTheClassicCharacters() throws Exception {
        server.store.add(Labels.of("__name__", "a.b", "job", "x", "c d", "e"), now, 3);

        assertThat(server.get("/federate?match%5B%5D=%7Bjob=%22x%22%7D").body())
                .contains("# TYPE \"a.b\" untyped\n")
                .contains("{\"a.b\",\"c d\"=\"e\",job=\"x\",instance=\"\"} 3 ");
    }
}
