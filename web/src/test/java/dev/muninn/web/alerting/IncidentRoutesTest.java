package dev.muninn.web.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incidents, maintenance, rotas and escalation over HTTP, with a receiver that writes lines. */
class IncidentRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ROTA =
            """
            {"name":"web shop","zone":"Europe/Oslo","start":"2026-03-02","handOver":"09:00",
             "turn":"weekly","people":[{"name":"Ada","receiver":"console"},
                                       {"name":"Bo","receiver":"console"}]}
            """;

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

    private static JsonNode data(String path) throws Exception {
        HttpResponse<String> answer = alerting.web.get("/api/v1/alerting/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("data");
    }

    private static JsonNode send(String path, String body, int status) throws Exception {
        HttpResponse<String> answer = alerting.web.post("/api/v1/alerting/" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static int delete(String path) throws Exception {
        return alerting.delete("/api/v1/alerting/" + path);
    }

    /** The first incident; the group of an alert from long ago is looked at without a wait. */
    private static JsonNode incident() throws Exception {
        alerting.notifier
                .alertmanager()
                .postAlerts(
                        """
                [{"labels":{"alertname":"Disk","severity":"critical"},
                  "annotations":{"summary":"Disk is full"},
                  "startsAt":"2026-03-01T10:00:00Z","endsAt":"2099-01-01T00:00:00Z"}]
                """
                                .getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 10_000; i++) {
            JsonNode found = data("incidents?state=open").path("incidents").path(0);
            if (!found.isMissingNode()) {
                return found;
            }
            LockSupport.parkNanos(1_000_000);
        }
        throw new AssertionError("no incident opened");
    }

    @Test
    void anIncidentIsListedReadAndNoted() throws Exception {
        JsonNode listed = incident();
        assertThat(listed.path("title").asText()).isEqualTo("Disk");
        assertThat(listed.path("severity").asText()).isEqualTo("critical");
        String path = "incidents/" + listed.path("number").asLong();
        send(path + "/notes", "{\"person\":\"Ada\",\"note\":\"logs\"}", 200);
        JsonNode one = data(path);
        assertThat(one.path("alerts").path(0).path("summary").asText()).isEqualTo("Disk is full");
        assertThat(one.path("events").findValuesAsText("kind")).contains("fired", "note");
        assertThat(data("incidents?filter=alertname%3DOther").path("incidents")).isEmpty();
        assertThat(send(path + "/notes", "{\"note\":\" \"}", 400).path("error").asText())
                .isEqualTo("\"note\" is missing");
        assertThat(alerting.web.get("/api/v1/alerting/incidents/99999").statusCode())
                .isEqualTo(404);
        assertThat(alerting.web.get("/api/v1/alerting/incidents?state=odd").body())
                .contains("it takes all, open or resolved");
    }

    @Test
    void theReportCountsByTheClockOfAZone() throws Exception {
        incident();
        JsonNode report = data("incident-report?zone=Asia/Tokyo");
        assertThat(report.path("count").asLong()).isEqualTo(1);
        assertThat(report.path("byHour")).hasSize(24);
        assertThat(report.path("alerts").path(0).path("title").asText()).isEqualTo("Disk");
        assertThat(alerting.web.get("/api/v1/alerting/incident-report?zone=Nowhere").body())
                .contains("there is no time zone \\\"Nowhere\\\"");
    }

    @Test
    void aWindowIsMadeListedAndRemoved() throws Exception {
        JsonNode made =
                send(
                                "maintenance",
                                "{\"name\":\"Move\",\"matchers\":\"job=\\\"db\\\"\",\"for\":\"1h\"}",
                                200)
                        .path("data");
        assertThat(made.path("state").asText()).isEqualTo("on");
        assertThat(data("maintenance").path("windows")).hasSize(1);
        assertThat(alerting.web.get("/api/v2/silences").body()).contains("maintenance: Move");
        assertThat(delete("maintenance/" + made.path("id").asText())).isEqualTo(204);
        assertThat(data("maintenance").path("windows")).isEmpty();
        assertThat(delete("maintenance/none")).isEqualTo(404);
    }

    @Test
    void aRotaSaysWhoIsOnCallAndAPolicyNeedsIt() throws Exception {
        JsonNode rota = send("rotas", ROTA, 200).path("data");
        assertThat(rota.path("now").path("person").asText()).isIn("Ada", "Bo");
        assertThat(rota.path("shifts").size()).isBetween(2, 3);
        send(
                "rotas/web%20shop/overrides",
                """
                {"name":"Cy","receiver":"console",
                 "from":"2020-01-01T00:00:00Z","to":"2099-01-01T00:00:00Z"}
                """,
                200);
        assertThat(data("on-call").at("/rotas/0/now/person").asText()).isEqualTo("Cy");
        send(
                "escalation-policies",
                "{\"name\":\"all\",\"steps\":[{\"after\":\"5m\",\"rota\":\"web shop\"}]}",
                200);
        assertThat(delete("rotas/web%20shop")).isEqualTo(400);
        assertThat(delete("escalation-policies/all")).isEqualTo(204);
        assertThat(delete("rotas/web%20shop")).isEqualTo(204);
        assertThat(
                        send("rotas", ROTA.replace("\"console\"", "\"nobody\""), 400)
                                .path("error")
                                .asText())
                .isEqualTo("there is no receiver \"nobody\": there are console");
    }

    @Test
    void theAddressOfAGraphInAMessageLeadsToThePage() throws Exception {
        HttpResponse<String> answer = alerting.web.get("/graph?g0.expr=up%20%3D%3D%200&g0.tab=1");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location"))
                .hasValue("/explore?expr=up+%3D%3D+0&from=now-1h&to=now");
    }

    @Test
    void silencesAreListedByStateWithTheirCounts() throws Exception {
        for (String shop : new String[] {"a", "b", "c"}) {
            String silence =
                    """
                    {"matchers":[{"name":"shop","value":"%s","isRegex":false,"isEqual":true}],
                     "startsAt":"2026-03-01T10:00:00Z","endsAt":"2099-01-01T00:00:00Z",
                     "createdBy":"Ada","comment":"works"}
                    """
                            .formatted(shop);
            assertThat(alerting.web.post("/api/v2/silences", silence).statusCode()).isEqualTo(200);
        }
        JsonNode first = data("silences?limit=2&filter=shop%3D~%22.%2B%22");
        assertThat(first.path("silences")).hasSize(2);
        assertThat(first.path("counts").path("active").asInt()).isEqualTo(3);
        JsonNode one = data("silences?state=active&filter=shop%3Db");
        assertThat(one.path("silences").findValuesAsText("value")).containsExactly("b");
        assertThat(data("silences?state=expired&filter=shop%3Db").path("silences")).isEmpty();
        assertThat(alerting.web.get("/api/v1/alerting/silences?state=old").body())
                .contains("it takes all, active, pending or expired");
    }

    @Test
    void runbooksOfPacksAreThereAndOthersAreNot() throws Exception {
        String packs = "/api/v1/rules/packs/";
        assertThat(alerting.web.get(packs + "muninn/runbook").body())
                .contains("## MuninnNotWritable", "\"title\":");
        assertThat(alerting.web.get(packs + "essentials/runbook").statusCode()).isEqualTo(404);
        assertThat(alerting.web.get(packs + "none/runbook").body())
                .contains("there is no runbook none");
    }
}
