package dev.muninn.alert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.alert.AlertingStand;
import dev.muninn.model.MuninnException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history in pages; nine messages, three in each moment. */
class PastMessagesTest {

    @TempDir private Path folder;

    private AlertingStand stand;

    @BeforeEach
    void open() {
        stand = stand(folder);
        for (int i = 1; i <= 9; i++) {
            stand.fire("alertname", "A" + i, "shop", i % 2 == 0 ? "even" : "odd");
            if (i % 3 == 0) {
                stand.pass(Duration.ofSeconds(10));
            }
        }
        assertThat(stand.unread()).hasSize(9);
    }

    AlertingStand stand(Path data) {
        return new AlertingStand(data);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private static Function<String, List<String>> parameters(Map<String, String> asked) {
        return name -> asked.containsKey(name) ? List.of(asked.get(name)) : List.of();
    }

    private JsonNode history(Map<String, String> asked) {
        return new ObjectMapper().valueToTree(stand.api().history(parameters(asked)));
    }

    private static List<String> names(JsonNode page) {
        return page.path("deliveries").findValuesAsText("alertname");
    }

    private List<String> inPages(int limit, Map<String, String> others) {
        Map<String, String> asked = new HashMap<>(others);
        asked.put("limit", String.valueOf(limit));
        JsonNode page = history(asked);
        List<String> names = new ArrayList<>(names(page));
        while (!page.path("next").isNull()) {
            assertThat(names(page)).hasSize(limit);
            asked.put("before", page.path("next").asText());
            page = history(asked);
            names.addAll(names(page));
        }
        return names;
    }

    @Test
    void pagesAreTheWholeHistoryNewestFirst() {
        List<String> all = names(history(Map.of()));
        assertThat(all).hasSize(9).doesNotHaveDuplicates();
        assertThat(all.subList(0, 3)).containsExactlyInAnyOrder("A7", "A8", "A9");
        for (int limit = 1; limit <= 9; limit++) {
            assertThat(inPages(limit, Map.of())).as("in pages of " + limit).isEqualTo(all);
        }
    }

    @Test
    void aFilterLeavesWhatMatches() {
        assertThat(inPages(1, Map.of("filter", "shop=\"even\"")))
                .containsExactlyInAnyOrder("A2", "A4", "A6", "A8");
        assertThat(inPages(2, Map.of("filter", "shop!=\"even\",alertname=~\"A[5-9]\"")))
                .containsExactlyInAnyOrder("A5", "A7", "A9");
        assertThat(names(history(Map.of("filter", "alertname=\"even\""))))
                .as("the value of another label")
                .isEmpty();
    }

    @Test
    void aFilterFindsValuesThatJsonEscapes() {
        stand.fire("alertname", "Quoted", "path", "C:\\temp \"x\"");
        stand.pass(Duration.ofSeconds(10));
        assertThat(names(history(Map.of("filter", "path=\"C:\\\\temp \\\"x\\\"\""))))
                .containsExactly("Quoted");
    }

    @Test
    void whatCannotBeAPageIsRefused() {
        assertThatThrownBy(() -> history(Map.of("limit", "5000")))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("limit is \"5000\": give a whole number from 1 to 1000");
        assertThatThrownBy(() -> history(Map.of("before", "x")))
                .isInstanceOf(MuninnException.class)
                .hasMessage(
                        "before is \"x\": no such message is kept; begin with the newest, without it");
    }

    @Test
    void aReportIsOfAllMessagesAndSaysSo() {
        assertThat(stand.api().report(parameters(Map.of())))
                .asString()
                .contains("isWhole=true", "told=9");
        assertThat(stand.api().report(parameters(Map.of("filter", "shop=\"even\""))))
                .asString()
                .contains("told=4");
    }

    @Test
    void aReportOfMoreThanItLooksAtSaysSo() {
        FatigueReport report = new FatigueReport(java.time.ZoneOffset.UTC);
        assertThat(report.hasRoom()).isTrue();
        var one = stand.notifications().journal().history(0, Long.MAX_VALUE, List.of(), null, 1);
        for (int i = 0; i < 10_000; i++) {
            report.add(one.getFirst());
        }
        assertThat(report.hasRoom()).isFalse();
        assertThat(report.tree(false)).asString().contains("isWhole=false", "told=10000");
    }
}
