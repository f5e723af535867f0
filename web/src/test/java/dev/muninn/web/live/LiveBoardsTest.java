package dev.muninn.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SystemClock;
import dev.muninn.query.ResultValue;
import dev.muninn.stream.LiveQuery;
import dev.muninn.web.FakeQueries;
import dev.muninn.web.TestServer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveBoardsTest {

    private static final String BOARD =
            """
            {"apiVersion": "muninn.dev/v1", "kind": "Dashboard",
             "metadata": {"uid": "shop"},
             "spec": {
               "title": "Shop",
               "variables": [{"kind": "custom", "name": "job", "query": "a,b", "multi": true,
                              "current": {"value": ["a"]}}],
               "elements": {
                 "p1": {"kind": "timeseries", "queries": [
                   {"ref": "A", "expr": "up{job=~\\"$job\\"}"},
                   {"ref": "B", "expr": "down", "hidden": true}]},
                 "p2": {"kind": "stat", "queries": [
                   {"ref": "A", "expr": "rate(hits[$__rate_interval])"}]},
                 "p3": {"kind": "text", "options": {"content": "hello"}}},
               "layout": {"kind": "autoGrid", "items": [
                 {"element": "p1"}, {"element": "p2"}, {"element": "p3"}]}}}""";

    @TempDir private static Path folder;

    private static CatalogDatabase database;
    private static Catalog catalog;
    private static TestServer server;

    @BeforeAll
    static void open() throws Exception {
        database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
        catalog =
                Catalog.open(
                        database, CatalogOptions.DEFAULTS, SystemClock.INSTANCE, metric -> true);
        server = TestServer.withCatalog(catalog);
        HttpResponse<String> saved = server.post("/api/v1/dashboards", BOARD);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
        assertThat(server.post("/api/v1/dashboards", FILTERED).statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void close() {
        server.close();
        database.close();
    }

    private static LiveBoards boards() {
        return new LiveBoards(Optional.of(catalog), List::of, server.queries);
    }

    private static LiveBoard shop(List<String> panels, Map<String, List<String>> values) {
        return new LiveBoard("shop", 0, panels, values);
    }

    @Test
    void findsTheQueriesOfAllPanelsThatAskSomething() {
        assertThat(boards().queries(shop(List.of(), Map.of()), 1_000, 60_000))
                .containsExactly(
                        new LiveQuery("p1/A", "up{job=~\"a\"}"),
                        new LiveQuery("p2/A", "rate(hits[4s])"));
    }

    @Test
    void takesTheChosenPanelsAndValues() {
        LiveBoard asked = shop(List.of("p1"), Map.of("job", List.of("b", "c.d")));
        assertThat(boards().queries(asked, 1_000, 60_000))
                .containsExactly(new LiveQuery("p1/A", "up{job=~\"(b|c\\\\.d)\"}"));
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(() -> boards().queries(shop(List.of("p9"), Map.of()), 1_000, 60_000))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("no panel \"p9\"");
        LiveBoard other = new LiveBoard("other", 0, List.of(), Map.of());
        assertThatThrownBy(() -> boards().queries(other, 1_000, 60_000))
                .hasMessageContaining("no dashboard \"other\"");
        LiveBoard old = new LiveBoard("shop", 7, List.of(), Map.of());
        assertThatThrownBy(() -> boards().queries(old, 1_000, 60_000))
                .hasMessageContaining("no version 7");
        LiveBoards none = new LiveBoards(Optional.empty(), List::of, server.queries);
        assertThatThrownBy(() -> none.queries(other, 1_000, 60_000))
                .hasMessageContaining("keeps no dashboards");
    }

    private static final String FILTERED =
            """
            {"apiVersion": "muninn.dev/v1", "kind": "Dashboard",
             "metadata": {"uid": "only"},
             "spec": {
               "title": "Only",
               "variables": [{"kind": "adhoc", "name": "only", "filters": [
                 {"key": "job", "op": "=", "value": "a"}, {"key": "size", "op": "<", "value": "3"}]}],
               "elements": {
                 "p1": {"kind": "stat", "queries": [
                   {"ref": "A", "expr": "up"}, {"ref": "B", "expr": "((("}]}},
               "layout": {"kind": "autoGrid", "items": [{"element": "p1"}]}}}""";

    private static List<LiveQuery> filtered(Map<String, List<String>> values) {
        return boards().queries(new LiveBoard("only", 0, List.of(), values), 1_000, 60_000);
    }

    @Test
    void addsTheFiltersOfTheDashboardToItsQueries() {
        assertThat(filtered(Map.of()))
                .as("what is no query keeps its text, and its mistake")
                .containsExactly(
                        new LiveQuery("p1/A", "up[job=\"a\"]"), new LiveQuery("p1/B", "((("));
        assertThat(filtered(Map.of("only", List.of("job|=|b", "host|=|c"))))
                .contains(new LiveQuery("p1/A", "up[job=\"b\", host=\"c\"]"));
        assertThat(filtered(Map.of("only", List.of()))).contains(new LiveQuery("p1/A", "up"));
    }

    @Test
    void saysHowFiltersAreWritten() {
        assertThatThrownBy(() -> filtered(Map.of("only", List.of("job=b"))))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("key|=|value")
                .hasMessageContaining("job=b");
        assertThatThrownBy(() -> filtered(Map.of("only", List.of("job|=~|("))))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("only");
    }

    private static BufferedReader events(String frames) throws Exception {
        HttpResponse<String> begun = server.post("/api/v1/live/sessions", frames);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        String session = begun.body().replaceAll("\\{\"session\":\"(.*)\"}", "$1");
        HttpRequest request =
                HttpRequest.newBuilder(server.uri("/api/v1/live/sessions/" + session + "/events"))
                        .build();
        HttpResponse<InputStream> response =
                server.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static String data(BufferedReader events, String type) throws Exception {
        String line = events.readLine();
        while (line != null && !line.startsWith("data: {\"type\":\"" + type)) {
            line = events.readLine();
        }
        return String.valueOf(line);
    }

    @Test
    void streamsAPanelToAClientThatKnowsNoQuery() throws Exception {
        server.queries.answer(
                "up{job=~\"b\"}",
                new ResultValue.Matrix(
                        List.of(
                                FakeQueries.series(
                                        Labels.of("job", "b"),
                                        new long[] {System.currentTimeMillis()},
                                        1.5))));
        String frames =
                """
                [{"type": "hello", "id": 1},
                 {"type": "sub", "id": 2, "dashboard": "shop", "panels": ["p1"],
                  "vars": {"job": "b"}, "step": 1000, "range": 1000},
                 {"type": "sub", "id": 3, "dashboard": "none", "step": 1000, "range": 1000}]""";
        try (BufferedReader events = events(frames)) {
            assertThat(data(events, "series")).contains("\"ref\":\"p1/A\"", "\"job\":\"b\"");
            assertThat(data(events, "delta")).contains("\"ticks\"");
        }
        try (BufferedReader events = events(frames)) {
            assertThat(data(events, "err")).contains("\"id\":3", "no dashboard");
        }
    }

    @Test
    void refusesADashboardAndQueriesInOneFrame() throws Exception {
        String frames =
                """
                [{"type": "hello", "id": 1},
                 {"type": "sub", "id": 2, "dashboard": "shop", "queries": [], "step": 1000,
                  "range": 1000}]""";
        assertThat(server.post("/api/v1/live/sessions", frames).statusCode()).isEqualTo(400);
    }
}
