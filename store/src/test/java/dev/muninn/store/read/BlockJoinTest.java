package dev.muninn.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.codec.Chunk;
import dev.muninn.store.head.HeadSeries;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlockJoinTest {

    private static final List<Chunk> CHUNKS = Arrays.asList(new Chunk[1]);

    private final BlockJoin join = new BlockJoin();

    private static Labels labels(String name) {
        return Labels.of(Labels.METRIC_NAME, name);
    }

    private static Hash128 hash(String name) {
        return new Hash128(name.hashCode(), 0);
    }

    private void add(String name, int block, int number) {
        join.add(hash(name), block, number, () -> labels(name));
    }

    private static HeadSeries head(String name) {
        return new HeadSeries(0, labels(name), hash(name), CHUNKS);
    }

    private static List<String> names(BlockJoin.Members members) {
        return members.series().stream().map(one -> one.labels().metricName()).toList();
    }

    @Test
    void tellsEachSeriesOnceInOrderOfItsLabels() {
        add("b", 0, 5);
        add("d", 0, 6);
        add("a", 1, 7);
        add("b", 1, 8);
        join.sort();
        BlockJoin.Members members = join.with(List.of());
        assertThat(names(members)).containsExactly("a", "b", "d");
        FoundSeries both = members.series().get(1);
        assertThat(both.numberIn(0)).isEqualTo(5);
        assertThat(both.numberIn(1)).isEqualTo(8);
        assertThat(both.numberIn(2)).isNegative();
        assertThat(both.places()).isEqualTo(2);
        assertThat(both.block(1)).isEqualTo(1);
        assertThat(both.number(1)).isEqualTo(8);
        assertThat(members.headChunks(1)).isEmpty();
    }

    @Test
    void givesSeriesTheirChunksOfTheHead() {
        add("b", 0, 5);
        add("a", 0, 6);
        join.sort();
        BlockJoin.Members members = join.with(List.of(head("b")));
        assertThat(names(members)).containsExactly("a", "b");
        assertThat(members.headChunks(0)).isNotSameAs(CHUNKS);
        assertThat(members.headChunks(1)).isSameAs(CHUNKS);
    }

    @Test
    void putsSeriesThatOnlyTheHeadHasBetweenTheOthers() {
        add("b", 0, 5);
        add("d", 0, 6);
        join.sort();
        List<HeadSeries> head = List.of(head("e"), head("c"), head("d"), head("a"));
        BlockJoin.Members members = join.with(head);
        assertThat(names(members)).containsExactly("a", "b", "c", "d", "e");
        assertThat(members.headChunks().stream().map(List::size)).containsExactly(1, 0, 1, 1, 1);
        assertThat(members.series().get(3).numberIn(0)).isEqualTo(6);
        assertThat(members.series().get(4).numberIn(0)).isNegative();
        assertThat(names(join.with(List.of()))).as("afterwards").containsExactly("b", "d");
    }
}
