package dev.muninn.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.alert.incident.IncidentEvent;
import dev.muninn.model.MuninnException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of incidents in pages; seven opened, two in each moment, and the last three are over. */
class IncidentsTest {

    private static final String COUNTED = "/dev/muninn/alert/migration/V28__pages_of_incidents.sql";

    @TempDir private Path folder;

    private AlertingStand stand;
    private Incidents incidents;

    @BeforeEach
    void open() {
        stand = stand(folder);
        incidents = new Incidents(stand.incidents(), stand.clock());
        for (int i = 1; i <= 7; i++) {
            stand.fire("alertname", "A" + i, "shop", i % 2 == 0 ? "even" : "odd");
            if (i % 2 == 0 || i == 7) {
                stand.pass(Duration.ofSeconds(10));
            }
        }
        for (int i = 5; i <= 7; i++) {
            stand.end("alertname", "A" + i, "shop", i % 2 == 0 ? "even" : "odd");
        }
        stand.pass(Duration.ofMinutes(1));
    }

    AlertingStand stand(Path data) {
        return new AlertingStand(data);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private JsonNode list(String name, String value) {
        return list(Map.of(name, value));
    }

    private JsonNode list(Map<String, String> asked) {
        return new ObjectMapper()
                .valueToTree(
                        incidents.list(
                                name ->
                                        asked.containsKey(name)
                                                ? List.of(asked.get(name))
                                                : List.of()));
    }

    private static List<String> titles(JsonNode list) {
        return list.path("incidents").findValuesAsText("title");
    }

    private List<String> inPages(int limit, String... others) {
        List<String> titles = new ArrayList<>();
        Map<String, String> asked = new HashMap<>(Map.of("limit", String.valueOf(limit)));
        for (int i = 0; i < others.length; i += 2) {
            asked.put(others[i], others[i + 1]);
        }
        JsonNode page = list(asked);
        titles.addAll(titles(page));
        while (!page.path("next").isNull()) {
            assertThat(titles(page)).hasSize(limit);
            asked.put("before", page.path("next").asText());
            page = list(asked);
            titles.addAll(titles(page));
        }
        return titles;
    }

    @Test
    void pagesAreTheWholeListNewestFirst() {
        List<String> all = titles(list("limit", "1000"));
        assertThat(all).hasSize(7).startsWith("A7").doesNotHaveDuplicates();
        for (int limit = 1; limit <= 7; limit++) {
            assertThat(inPages(limit)).as("in pages of " + limit).isEqualTo(all);
        }
    }

    @Test
    void pagesAreOfOneStateAndOfWhatAFilterMatches() {
        assertThat(inPages(2, "state", "open")).containsExactlyInAnyOrder("A1", "A2", "A3", "A4");
        assertThat(inPages(2, "state", "resolved")).containsExactlyInAnyOrder("A5", "A6", "A7");
        assertThat(inPages(1, "filter", "shop=\"even\""))
                .containsExactlyInAnyOrder("A2", "A4", "A6");
        assertThat(inPages(1, "filter", "shop!=\"even\",alertname=~\"A[1-4]\""))
                .containsExactlyInAnyOrder("A1", "A3");
        assertThat(titles(list("filter", "alertname=\"even\"")))
                .as("the value of another label")
                .isEmpty();
    }

    @Test
    void whatCannotBeAPageIsRefused() {
        assertThatThrownBy(() -> list("limit", "0"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("limit is \"0\": give a whole number from 1 to 1000");
        assertThatThrownBy(() -> list("before", "4711"))
                .hasMessage(
                        "before is \"4711\": there is no incident 4711; begin with the newest, without it");
        assertThatThrownBy(() -> list("before", "x"))
                .hasMessageContaining("before is \"x\": \"x\" is no number of an incident");
        assertThatThrownBy(() -> list("state", "closed"))
                .hasMessage("state is \"closed\": it takes all, open or resolved");
    }

    @Test
    void aLongStoryIsItsBeginAndItsEnd() {
        long number = list("limit", "1").path("incidents").path(0).path("number").asLong();
        long before = stand.incidents().storyLength(number);
        for (int i = 0; i < 1_600; i++) {
            stand.clock().advance(Duration.ofSeconds(1));
            stand.incidents()
                    .add(
                            number,
                            IncidentEvent.of(
                                    stand.clock().millis(), IncidentEvent.Kind.TOLD, "line " + i));
        }
        JsonNode one = new ObjectMapper().valueToTree(incidents.one(String.valueOf(number)));
        List<String> story = one.path("events").findValuesAsText("story");
        assertThat(one.path("eventCount").asLong()).isEqualTo(1_600 + before);
        assertThat(story).hasSize(1_500).endsWith("line 1598", "line 1599");
        assertThat(story.subList(500, 502)).containsExactly("line 600", "line 601");
        assertThat(story.get(499)).isEqualTo("line " + (499 - before));
    }

    @Test
    void alertsOfOlderIncidentsAreCountedByTheMigration() throws Exception {
        stand.fire("alertname", "A1", "shop", "odd", "text", "a \"startsAt\":1 of \"startsAt\":");
        stand.pass(Duration.ofMinutes(1));
        List<JsonNode> before = list("limit", "10").path("incidents").findValues("alertCount");
        String script;
        try (InputStream in = IncidentsTest.class.getResourceAsStream(COUNTED)) {
            script = new String(in.readAllBytes(), UTF_8);
        }
        String update = script.substring(script.indexOf("UPDATE"), script.indexOf("-- Which"));
        int changed =
                stand.database()
                        .write(
                                sql -> {
                                    sql.execute("UPDATE alert_incident SET alert_count = 77");
                                    return sql.execute(update.strip().replaceAll(";$", ""));
                                });
        assertThat(changed).isEqualTo(7);
        assertThat(list("limit", "10").path("incidents").findValues("alertCount"))
                .isEqualTo(before)
                .anyMatch(count -> count.asInt() == 2);
    }
}
