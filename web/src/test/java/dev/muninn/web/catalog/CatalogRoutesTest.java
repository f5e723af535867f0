package dev.muninn.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.SystemClock;
import dev.muninn.web.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people make, over HTTP; each test uses dashboards of its own. */
class CatalogRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder;

    private static CatalogDatabase database;
    private static TestServer server;

    private record Answer(int status, JsonNode body, HttpResponse<String> response) {

        JsonNode at(String pointer) {
            return body.at("/data" + pointer);
        }
    }

    @BeforeAll
    static void open() {
        database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
        Catalog catalog =
                Catalog.open(
                        database, CatalogOptions.DEFAULTS, SystemClock.INSTANCE, metric -> true);
        server = TestServer.withCatalog(catalog);
    }

    @AfterAll
    static void close() {
        server.close();
        database.close();
    }

    private static Answer send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri(path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response =
                server.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String type = response.headers().firstValue("content-type").orElse("");
        JsonNode json =
                type.startsWith("application/json")
                        ? JSON.readTree(response.body())
                        : JSON.createObjectNode();
        return new Answer(response.statusCode(), json, response);
    }

    private static Answer get(String path) throws Exception {
        return send("GET", path, "");
    }

    private static ObjectNode board(String uid, String title) throws Exception {
        return (ObjectNode)
                JSON.readTree(
                        """
                        {"apiVersion": "muninn.dev/v1", "kind": "Dashboard",
                         "metadata": {"uid": "%s", "tags": ["%s"]},
                         "spec": {"title": "%s",
                           "elements": {"a": {"kind": "timeseries", "title": "A",
                             "queries": [{"ref": "A", "expr": "up"}]}},
                           "layout": {"kind": "grid",
                             "items": [{"element": "a", "x": 0, "y": 0, "w": 12, "h": 8}]}}}
                        """
                                .formatted(uid, uid, title));
    }

    private static ObjectNode created(String uid, String title) throws Exception {
        Answer answer =
                send("POST", "/api/v1/dashboards?message=first", board(uid, title).toString());
        assertThat(answer.status()).isEqualTo(201);
        return (ObjectNode) answer.at("");
    }

    private static void setTitle(ObjectNode board, String title) {
        ((ObjectNode) board.at("/spec/elements/a")).put("title", title);
    }

    @Test
    void createsReadsSavesAndDeletesADashboard() throws Exception {
        ObjectNode board = created("life", "A life");
        setTitle(board, "B");
        Answer saved =
                send("PUT", "/api/v1/dashboards/life", board.toString(), "If-Match", "\"1\"");
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.response().headers().firstValue("etag")).contains("\"2\"");
        assertThat(get("/api/v1/dashboards/life").at("/spec/elements/a/title").asText())
                .isEqualTo("B");
        assertThat(get("/api/v1/dashboards/life?version=1").at("/spec/elements/a/title").asText())
                .isEqualTo("A");
        assertThat(get("/api/v1/dashboards/life/versions").at("/1/message").asText())
                .isEqualTo("first");
        assertThat(get("/api/v1/dashboards/life/diff?from=1").at("/0/path").asText())
                .isEqualTo("/spec/elements/a/title");
        assertThat(
                        send("POST", "/api/v1/dashboards/life/restore?version=1", "")
                                .at("/metadata/version")
                                .asInt())
                .isEqualTo(3);
        assertThat(send("DELETE", "/api/v1/dashboards/life", "").status()).isEqualTo(204);
        assertThat(get("/api/v1/dashboards/life").status()).isEqualTo(404);
    }

    @Test
    void answersAConflictWithBothSidesAndMergesWhereItIsAsked() throws Exception {
        ObjectNode mine = created("conflict", "Two editors");
        ObjectNode theirs = mine.deepCopy();
        setTitle(theirs, "Theirs");
        send("PUT", "/api/v1/dashboards/conflict", theirs.toString());
        setTitle(mine, "Mine");
        Answer conflict = send("PUT", "/api/v1/dashboards/conflict?merge=true", mine.toString());
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body().path("errorType").asText()).isEqualTo("conflict");
        assertThat(conflict.at("/conflicts/0/element").asText()).isEqualTo("a");
        assertThat(conflict.at("/conflicts/0/base").asText()).isEqualTo("A");
        assertThat(conflict.at("/conflicts/0/theirs").asText()).isEqualTo("Theirs");
        assertThat(conflict.at("/conflicts/0/yours").asText()).isEqualTo("Mine");
        ObjectNode other = (ObjectNode) conflict.at("/current").deepCopy();
        ((ObjectNode) other.path("metadata")).put("version", 1);
        ((ObjectNode) other.path("spec")).put("description", "by a third");
        ((ObjectNode) other.at("/spec/elements/a")).put("title", "A");
        Answer merged = send("PUT", "/api/v1/dashboards/conflict?merge=true", other.toString());
        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.at("/spec/elements/a/title").asText()).isEqualTo("Theirs");
        assertThat(merged.at("/spec/description").asText()).isEqualTo("by a third");
    }

    @Test
    void namesThePlacesOfMistakes() throws Exception {
        ObjectNode wrong = board("wrong", "Wrong");
        ((ObjectNode) wrong.at("/spec/elements/a")).put("kind", "graf");
        Answer refused = send("POST", "/api/v1/dashboards", wrong.toString());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/problems/0/path").asText())
                .isEqualTo("/spec/elements/a/kind");
        assertThat(refused.body().path("error").asText()).contains("/spec/elements/a/kind", "graf");
        Answer checked = send("POST", "/api/v1/dashboards/validate", wrong.toString());
        assertThat(checked.at("/problems/0/path").asText()).isEqualTo("/spec/elements/a/kind");
        assertThat(send("POST", "/api/v1/dashboards", "{\n \"a\": }").body().path("error").asText())
                .contains("line 2");
        assertThat(get("/api/v1/dashboards/schema").response().body())
                .contains("https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void keepsFoldersStarsDraftsAndVisits() throws Exception {
        Answer folder = send("POST", "/api/v1/folders", "{\"title\": \"Ravens\"}");
        assertThat(folder.status()).isEqualTo(201);
        ObjectNode board = board("raven", "Raven");
        ((ObjectNode) board.path("metadata")).set("folder", folder.at("/uid"));
        assertThat(send("POST", "/api/v1/dashboards", board.toString()).status()).isEqualTo(201);
        assertThat(send("PUT", "/api/v1/stars/raven", "").status()).isEqualTo(204);
        assertThat(send("POST", "/api/v1/dashboards/raven/visits", "").status()).isEqualTo(204);
        assertThat(send("PUT", "/api/v1/drafts/raven", board.toString()).status()).isEqualTo(200);
        assertThat(get("/api/v1/drafts/raven").at("/dashboard/spec/title").asText())
                .isEqualTo("Raven");
        Answer found = get("/api/v1/search?query=rav&tag=raven&starred=true&sort=recent");
        assertThat(found.at("/total").asInt()).isEqualTo(1);
        assertThat(found.at("/dashboards/0/folderPath/0").asText()).isEqualTo("Ravens");
        assertThat(found.at("/dashboards/0/visits").asInt()).isEqualTo(1);
        String path = "/api/v1/folders/" + folder.at("/uid").asText();
        assertThat(send("DELETE", path, "").status()).isEqualTo(400);
        assertThat(send("DELETE", path + "?recursive=true", "").status()).isEqualTo(204);
        assertThat(get("/api/v1/stars").at("").isEmpty()).isTrue();
        assertThat(get("/api/v1/search?sort=colour").status()).isEqualTo(400);
    }

    @Test
    void importsFromGrafanaAfterAReportAndExportsBack() throws Exception {
        String file =
                """
                {"title": "Old board", "uid": "old", "schemaVersion": 39, "panels": [
                  {"id": 7, "type": "timeseries", "title": "T", "gridPos": {"x":0,"y":0,"w":12,"h":8},
                   "targets": [{"refId": "A", "expr": "up{job=\\"a\\"}"}], "options": {"odd": 1}},
                  {"id": 8, "type": "geomap", "title": "Map"}]}
                """;
        Answer report = send("POST", "/api/v1/import/grafana", file);
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.at("/counts/native").asInt()).isEqualTo(1);
        assertThat(report.at("/counts/placeholders").asInt()).isEqualTo(1);
        assertThat(report.at("/report").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/panels/0/options/odd", "/panels/1/type");
        assertThat(get("/api/v1/dashboards/old").status()).isEqualTo(404);
        assertThat(send("POST", "/api/v1/import/grafana?save=true&strict=true", file).status())
                .isEqualTo(422);
        Answer saved = send("POST", "/api/v1/import/grafana?save=true", file);
        assertThat(saved.status()).isEqualTo(201);
        assertThat(saved.at("/dashboard/metadata/version").asInt()).isEqualTo(1);
        assertThat(send("POST", "/api/v1/import/grafana?save=true", file).status()).isEqualTo(400);
        assertThat(
                        send("POST", "/api/v1/import/grafana?save=true&overwrite=true", file)
                                .at("/dashboard/metadata/version")
                                .asInt())
                .isEqualTo(2);
        JsonNode back = get("/api/v1/dashboards/old/export?format=grafana").body();
        assertThat(back.at("/panels/0/targets/0/expr").asText()).isEqualTo("up{job=\"a\"}");
        assertThat(back.at("/panels/0/options/odd").asInt()).isEqualTo(1);
        assertThat(back.at("/panels/1/type").asText()).isEqualTo("geomap");
        assertThat(get("/api/v1/dashboards/old/export?format=yaml").response().body())
                .contains("title: Old board");
    }

    @Test
    void remembersWhatHappened() throws Exception {
        Answer added =
                send(
                        "POST",
                        "/api/v1/annotations",
                        "{\"title\": \"Deployed\", \"time\": 1000, \"timeEnd\": 5000, \"tags\": [\"deploy\", \"shop\"]}");
        assertThat(added.status()).isEqualTo(201);
        String path = "/api/v1/annotations";
        assertThat(get(path + "?from=4&to=6&tag=deploy&tag=shop").at("").size()).isEqualTo(1);
        assertThat(get(path + "?from=4&to=6&tag=deploy&tag=bank").at("").size()).isZero();
        assertThat(get(path + "?from=4&to=6&tag=deploy&tag=bank&matchAny=true").at("").size())
                .isEqualTo(1);
        assertThat(get(path + "?from=6&to=7").at("").size()).isZero();
        String own = path + "/" + added.at("/uid").asText();
        assertThat(
                        send(
                                        "PUT",
                                        own,
                                        "{\"text\": \"Moved\", \"time\": \"1970-01-01T00:00:09Z\"}")
                                .status())
                .isEqualTo(200);
        assertThat(get(path + "?from=9&to=9").at("/0/text").asText()).isEqualTo("Moved");
        assertThat(send("DELETE", own, "").status()).isEqualTo(204);
        assertThat(send("DELETE", own, "").status()).isEqualTo(404);
        assertThat(send("POST", path, "{\"tags\": []}").status()).isEqualTo(400);
    }

    @Test
    void shortensLinksToItsOwnPagesOnly() throws Exception {
        String body = "{\"target\": \"/d/shop?from=now-6h&var-a=b\"}";
        Answer link = send("POST", "/api/v1/links", body);
        assertThat(send("POST", "/api/v1/links", body).at("/url")).isEqualTo(link.at("/url"));
        HttpResponse<String> followed = get(link.at("/url").asText()).response();
        assertThat(followed.statusCode()).isEqualTo(302);
        assertThat(followed.headers().firstValue("location"))
                .contains("/d/shop?from=now-6h&var-a=b");
        assertThat(send("POST", "/api/v1/links", "{\"target\": \"//evil.example/\"}").status())
                .isEqualTo(400);
        assertThat(get("/s/nothing").status()).isEqualTo(404);
    }

    @Test
    void offersReadyMadeDashboardsThatNobodyChanges() throws Exception {
        Answer found = get("/api/v1/search?query=postgresql&folder=muninn");
        assertThat(found.at("/dashboards/0/uid").asText()).isEqualTo("muninn-postgresql");
        assertThat(found.at("/dashboards/0/folderPath/0").asText()).isEqualTo("Muninn");
        Answer board = get("/api/v1/dashboards/muninn-postgresql");
        assertThat(board.at("/metadata/readOnly").asBoolean()).isTrue();
        Answer refused =
                send("PUT", "/api/v1/dashboards/muninn-postgresql", board.at("").toString());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("error").asText()).contains("save a copy");
        assertThat(get("/api/v1/provisioning").at("/files").isEmpty()).isTrue();
    }

    @Test
    void namesEveryMethodOfAPath() throws Exception {
        HttpResponse<String> refused = send("POST", "/api/v1/dashboards/x", "{}").response();
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("allow")).contains("GET, PUT, DELETE");
    }
}
