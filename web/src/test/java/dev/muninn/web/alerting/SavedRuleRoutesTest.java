package dev.muninn.web.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule groups that are saved over HTTP. */
class SavedRuleRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String GROUP =
            "{\"interval\":\"15s\",\"rules\":[{\"alert\":\"Down\",\"expr\":\"up == 0\"}]}";

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

    private static HttpResponse<String> put(String place, long version, String group)
            throws Exception {
        String body = "{\"version\":%d,\"author\":\"Ada\",\"group\":%s}".formatted(version, group);
        return alerting.web.client.send(
                HttpRequest.newBuilder(alerting.web.uri("/api/v1/rules/groups/" + place))
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int delete(String place) throws Exception {
        return alerting.delete("/api/v1/rules/groups/" + place);
    }

    @Test
    void savesReadsAndDeletesAGroup() throws Exception {
        HttpResponse<String> saved = put("Web%20shop/a%2Fb", 0, GROUP);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(saved.body())
                .contains("\"folder\":\"Web shop\",\"name\":\"a/b\",\"file\":\"saved/Web shop\"")
                .contains("\"version\":1,\"author\":\"Ada\"");
        assertThat(alerting.web.get("/api/v1/rules/groups").body())
                .contains("\"rules\":[{\"alert\":\"Down\",\"expr\":\"up == 0\"}]");
        assertThat(alerting.web.get("/api/v1/rules/groups/Web%20shop/a%2Fb").body())
                .contains(
                        "\"data\":{\"folder\":\"Web shop\",\"name\":\"a/b\"",
                        "\"expr\":\"up == 0\"");
        assertThat(alerting.web.get("/api/v1/alerting/rule-groups?search=down").body())
                .contains("\"name\":\"a/b\"", "\"found\":1", "\"groupCount\":1")
                .doesNotContain("up == 0");
        assertThat(put("Web%20shop/a%2Fb", 1, GROUP).statusCode()).isEqualTo(200);
        JsonNode versions =
                JSON.readTree(
                        alerting.web.get("/api/v1/rules/groups/Web%20shop/a%2Fb/versions").body());
        assertThat(versions.path("data").path("versions")).hasSize(2);
        HttpResponse<String> file = alerting.web.get("/api/v1/rules/groups/Web%20shop/a%2Fb/file");
        assertThat(file.headers().firstValue("content-type").orElse("")).contains("yaml");
        assertThat(file.body()).contains("name: a/b", "expr: up == 0", "interval: 15s");

        assertThat(delete("Web%20shop/a%2Fb?author=Bo")).isEqualTo(204);
        assertThat(delete("Web%20shop/a%2Fb")).isEqualTo(404);
        assertThat(alerting.web.get("/api/v1/rules/groups/Web%20shop/a%2Fb/file").statusCode())
                .isEqualTo(404);
        assertThat(alerting.web.get("/api/v1/rules/groups/Web%20shop/a%2Fb/nothing").statusCode())
                .isEqualTo(404);
        assertThat(alerting.web.get("/api/v1/rules/groups/Web%20shop/a%2Fb/versions").body())
                .contains("\"author\":\"Bo\"", "\"group\":null");
    }

    @Test
    void refusesWhatIsWrongWithThePlaceOfEachMistake() throws Exception {
        HttpResponse<String> refused = put("Shop/wrong", 0, GROUP.replace("== 0", "=="));
        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode problem = JSON.readTree(refused.body()).path("problems").path(0);
        assertThat(problem.path("path").asText()).isEqualTo("/rules/0/expr");
        assertThat(problem.path("message").asText()).contains("could not parse expression: 1:");
        assertThat(alerting.web.get("/api/v1/rules/groups").body()).doesNotContain("\"wrong\"");
        assertThat(put("Shop", 0, GROUP).body()).contains("name must not be empty");
        assertThat(put("Shop/wrong", 0, "7").statusCode()).isEqualTo(400);
        String check =
                "{\"folder\":\"a\",\"name\":\"b\",\"group\":%s}"
                        .formatted(GROUP.replace("15s", "soon"));
        assertThat(alerting.web.post("/api/v1/rules/check", check).body())
                .contains("\"path\":\"/interval\"");
    }

    @Test
    void whoSavesOverAnotherOnesVersionIsTold() throws Exception {
        assertThat(put("Shop/both", 0, GROUP).statusCode()).isEqualTo(200);
        assertThat(put("Shop/both", 1, GROUP).statusCode()).isEqualTo(200);
        HttpResponse<String> late = put("Shop/both", 1, GROUP);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Ada has saved version 2 since");
    }

    @Test
    void refusesForeignPages() throws Exception {
        assertThat(
                        alerting.web
                                .post(
                                        "/api/v1/rules/check",
                                        "{\"group\":{}}",
                                        "Origin",
                                        "http://evil.example")
                                .statusCode())
                .isEqualTo(403);
    }
}
