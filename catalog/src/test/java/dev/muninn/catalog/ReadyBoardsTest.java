package dev.muninn.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
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
}
