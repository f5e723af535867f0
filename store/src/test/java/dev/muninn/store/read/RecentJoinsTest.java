package dev.muninn.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.read.RecentJoins.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecentJoinsTest {

    private static final long BYTES = 100_000;

    private final RecentJoins joins = new RecentJoins(BYTES);

    private static BlockJoin join(int series) {
        BlockJoin join = new BlockJoin();
        for (int i = 0; i < series; i++) {
            join.add(new Hash128(i, 0), 0, i, Labels::empty);
        }
        join.sort();
        return join;
    }

    private static Question question(String metric, Long... blocks) {
        return new Question(List.of(Matcher.equal(Labels.METRIC_NAME, metric)), List.of(blocks));
    }

    @Test
    void knowsTheSameQuestionOfTheSameBlocksOnly() {
        BlockJoin join = join(3);
        joins.put(question("up", 1L, 2L), join);
        assertThat(joins.get(question("up", 1L, 2L))).isSameAs(join);
        assertThat(joins.get(question("up", 1L))).isNull();
        assertThat(joins.get(question("up", 2L, 1L))).as("places are others then").isNull();
        assertThat(joins.get(question("down", 1L, 2L))).isNull();
    }

    @Test
    void letsGoOfWhatWasNotAskedForLongest() {
        joins.put(question("a", 1L), join(100));
        joins.put(question("b", 1L), join(100));
        assertThat(joins.get(question("a", 1L))).isNotNull();
        joins.put(question("c", 1L), join(100));
        assertThat(joins.get(question("b", 1L))).isNull();
        assertThat(joins.get(question("a", 1L))).isNotNull();
        assertThat(joins.get(question("c", 1L))).isNotNull();
        assertThat(joins.bytes()).isBetween(1L, BYTES);
    }

    @Test
    void keepsNothingLargerThanAllOfIt() {
        joins.put(question("a", 1L), join(100));
        joins.put(question("b", 1L), join(1_000));
        assertThat(joins.get(question("b", 1L))).isNull();
        assertThat(joins.get(question("a", 1L))).as("still there").isNotNull();
    }

    @Test
    void countsAQuestionOnceThatWasAnsweredTwice() {
        joins.put(question("a", 1L), join(10));
        long once = joins.bytes();
        joins.put(question("a", 1L), join(10));
        assertThat(joins.bytes()).isEqualTo(once);
    }

    @Test
    void countsWhatWasLookedUpSinceItWasKept() {
        BlockJoin join = join(10);
        joins.put(question("a", 1L), join(10));
        joins.put(question("b", 1L), join);
        long before = joins.bytes();
        join.grew(1_000);
        assertThat(joins.get(question("b", 1L))).isSameAs(join);
        assertThat(joins.bytes()).isEqualTo(before + 1_000);
        join.grew((int) BYTES - 10_000);
        assertThat(joins.get(question("b", 1L))).isSameAs(join);
        assertThat(joins.get(question("a", 1L))).as("had to make room").isNull();
        assertThat(joins.bytes()).isBetween(1L, BYTES);
    }
}
