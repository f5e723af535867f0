package dev.muninn.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ReadyBoardsTest {

    private static final DashboardCheck CHECK = new DashboardCheck();

    @Test
    void everyBoardIsValidAndHasUsefulPanels() {
        ReadyBoards all = new ReadyBoards(metric -> true);
        assertThat(all.offered())
                .hasSize(10)
                .allSatisfy(
                        board -> {
                            assertThat(CHECK.check(board.json())).as(board.title()).isEmpty();
                            assertThat(board.panels()).as(board.title()).isGreaterThan(8);
                        })
                .extracting(DashboardDocument::uid)
                .doesNotHaveDuplicates();
    }

    @Test
    void offersWhatItsMetricsAllow() {
        assertThat(new ReadyBoards(metric -> false).offered())
                .extracting(DashboardDocument::uid)
                .containsExactly("muninn-feature-template");
        assertThat(new ReadyBoards(Set.of("up", "redis_up")::contains).offered())
                .extracting(DashboardDocument::uid)
                .containsExactly("muninn-executive", "muninn-redis", "muninn-feature-template");
    }

    @Test
    void leavesOutPanelsWithoutMetricsAndRowsWithoutPanels() {
        ReadyBoards bare = new ReadyBoards(Set.of("redis_up")::contains);
        ObjectNode board = bare.find("muninn-redis").orElseThrow();
        assertThat(board.at("/spec/elements").size()).isEqualTo(1);
        assertThat(board.at("/spec/layout/rows").size()).isEqualTo(1);
        assertThat(CHECK.check(board)).isEmpty();
        assertThat(board.at("/metadata/readOnly").asBoolean()).isTrue();
    }

    @Test
    void noRowIsLeftHalfEmptyWhateverIsMissing() {
        assertThat(gaps(metric -> true)).isEmpty();
        List<String> metrics = new ArrayList<>();
        for (DashboardDocument board : new ReadyBoards(metric -> true).offered()) {
            board.json().findValues("x-needs").forEach(needs -> names(needs, metrics));
        }
        assertThat(metrics).hasSizeGreaterThan(20);
        for (String missing : metrics) {
            assertThat(gaps(metric -> !metric.equals(missing))).as(missing).isEmpty();
        }
    }

    private static void names(JsonNode needs, List<String> metrics) {
        needs.forEach(metric -> metrics.add(metric.textValue()));
    }

    private static List<String> gaps(Predicate<String> hasMetric) {
        List<String> gaps = new ArrayList<>();
        for (DashboardDocument board : new ReadyBoards(hasMetric).offered()) {
            for (JsonNode items : board.json().at("/spec/layout").findValues("items")) {
                Map<Integer, Integer> covered = new TreeMap<>();
                for (JsonNode item : items) {
                    int top = item.path("y").asInt();
                    for (int y = top; y < top + item.path("h").asInt(); y++) {
                        covered.merge(y, item.path("w").asInt(), Integer::sum);
                    }
                }
                covered.values().removeIf(columns -> columns == 24);
                if (!covered.isEmpty()) {
                    gaps.add(board.title() + " " + covered);
                }
            }
        }
        return gaps;
    }
}
