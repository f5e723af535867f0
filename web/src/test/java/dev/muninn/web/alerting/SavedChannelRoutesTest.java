package dev.muninn.web.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels that are added over HTTP. */
class SavedChannelRoutesTest {

    private static final String PATH = "/api/v1/alerting/saved-channels";

    @TempDir private static Path folder;

    private static AlertingServer alerting;

    @BeforeAll
    static void open() {
        alerting = new AlertingServer(folder);
    }

    @AfterAll
    static void close() {
        alerting.close();
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws Exception {
        return alerting.web.client.send(
                HttpRequest.newBuilder(alerting.web.uri(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void savesShowsAndDeletesAChannelWhoseNameHasAnyCharacters() throws Exception {
        String path = PATH + "/Web%20%2B%20shop";
        HttpResponse<String> saved =
                send("PUT", path, "{\"kind\":\"console\",\"author\":\"Ada\",\"matchers\":\"\"}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(alerting.web.get(PATH).body())
                .contains("\"name\":\"Web + shop\"", "\"author\":\"Ada\"", "\"kind\":\"slack\"");
        assertThat(alerting.web.get("/api/v1/alerting/channels").body())
                .contains("Web + shop/console[0]");
        assertThat(alerting.delete(path)).isEqualTo(204);
        assertThat(alerting.delete(path)).isEqualTo(404);
    }

    @Test
    void testsAChannelThatIsNotSaved() throws Exception {
        HttpResponse<String> tested =
                send("POST", PATH + "/test", "{\"name\":\"Log\",\"kind\":\"console\"}");
        assertThat(tested.statusCode()).isEqualTo(200);
        assertThat(tested.body()).contains("\"ok\":true");
        assertThat(send("POST", PATH + "/test", "{\"kind\":\"console\"}").statusCode())
                .isEqualTo(400);
    }
}
