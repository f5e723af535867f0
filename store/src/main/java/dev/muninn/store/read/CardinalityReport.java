package dev.muninn.store.read;

import dev.muninn.model.Cardinality;
import dev.muninn.model.Cardinality.Count;
import dev.muninn.model.Labels;
import dev.muninn.store.block.SeriesCount;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.head.HeadIndex;
import dev.muninn.store.head.SeriesTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Counts what the series of the head are made of. */
public final class CardinalityReport {

    /** The largest counts seen, few of many. */
    private static final class Top {
        private static final Comparator<Count> ORDER =
                Comparator.comparingLong(Count::value)
                        .thenComparing(Count::name, Comparator.reverseOrder());

        private final int limit;
        private final PriorityQueue<Count> least = new PriorityQueue<>(ORDER);

        Top(int limit) {
            this.limit = limit;
        }

        void add(String name, long value) {
            least.add(new Count(name, value));
            if (least.size() > limit) {
                least.remove();
            }
        }

        List<Count> toList() {
            List<Count> list = new ArrayList<>(least);
            list.sort(ORDER.reversed());
            return list;
        }
    }

    private CardinalityReport() {}

    public static Cardinality of(StoreCore core, int limit) {
        // Blocks first: reading their hashes must not hold up who creates series.
        SeriesCount stored = core.blocks().seriesCount();
        return core.head().withTable(table -> of(core, table, stored, limit));
    }

    private static Cardinality of(
            StoreCore core, SeriesTable table, SeriesCount stored, int limit) {
        Top metrics = new Top(limit);
        Top values = new Top(limit);
        Top bytes = new Top(limit);
        Top pairs = new Top(limit);
        HeadIndex index = table.index();
        for (String name : index.names()) {
            List<String> all = index.values(name);
            long length = 0;
            for (String value : all) {
                int series = index.count(name, value);
                if (name.equals(Labels.METRIC_NAME)) {
                    metrics.add(value, series);
                }
                pairs.add(name + "=" + value, series);
                length += value.getBytes(StandardCharsets.UTF_8).length;
            }
            values.add(name, all.size());
            bytes.add(name, length);
        }
        index.all().forEach((int ref) -> stored.add(table.hashHigh(ref)));
        boolean hasSamples = core.headOldest() <= core.headNewest();
        return new Cardinality(
                table.size(),
                index.pairCount(),
                core.head().samples().sealedChunks(),
                hasSamples ? core.headOldest() : 0,
                hasSamples ? core.headNewest() : 0,
                metrics.toList(),
                values.toList(),
                bytes.toList(),
                pairs.toList(),
                core.churn().toList(),
                stored.estimate());
    }
}
