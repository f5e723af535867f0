package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, values and regular expressions, from memory and from blocks. */
final class StoreLookupsTest {

    private static final long NOW = 1_700_000_000_000L;

    private final Store store =
            Store.open(new SimulatedDisk(), StoreOptions.defaults(), new ManualClock(NOW));

    @AfterEach
    void close() {
        store.close();
    }

    private void write(boolean isFlushed, String... metrics) {
        WriteBatch batch = new WriteBatch();
        for (String metric : metrics) {
            batch.addSeries(Labels.of("__name__", metric, "job", "a"));
            batch.addSample(NOW, 1);
        }
        store.session("s").write(batch, Durability.SYNC);
        if (isFlushed) {
            store.flush();
        }
    }

    private List<String> find(String text, int limit) {
        return store.findLabelValues("__name__", text, TimeRange.ALL, limit).items();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void completesWhatBeginsWithTheTextBeforeWhatContainsIt(boolean isFlushed) {
        write(isFlushed, "cpu_total", "CPU_idle", "node_cpu", "node_disk", "Ünicode", "cp");
        assertThat(find("cpu", 0)).containsExactly("CPU_idle", "cpu_total", "node_cpu");
        assertThat(find("CPU_", 0)).containsExactly("CPU_idle", "cpu_total");
        assertThat(find("no", 1)).containsExactly("node_cpu");
        assertThat(find("disk", 5)).containsExactly("node_disk");
        assertThat(find("ünicode", 5)).as("only ASCII is folded").isEmpty();
        assertThat(find("Ünicode", 5)).containsExactly("Ünicode");
        assertThat(find("nothing", 5)).isEmpty();
        assertThat(find("", 2)).hasSize(2);
        assertThat(store.findLabelValues("absent", "a", TimeRange.ALL, 5).items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void triesAnExpressionOnlyOnValuesThatBeginAsItDoes(boolean isFlushed) {
        write(isFlushed, "alpha_1", "alpha_2", "beta_1", "beta_2");
        Tried pattern = new Tried();
        Matcher matcher = Matcher.regexp("__name__", "beta_.*", pattern);
        for (int i = 0; i < 2; i++) {
            assertThat(count(matcher)).isEqualTo(2);
        }
        // Memory knows the names for a while after the flush and is asked each time, the block
        // once.
        assertThat(pattern.tried).isEqualTo(isFlushed ? 6 : 4);
        assertThat(count(Matcher.notRegexp("__name__", "beta_.*", new Tried()))).isEqualTo(2);
    }

    private int count(Matcher matcher) {
        try (SeriesSet set = store.select(new Selection(TimeRange.ALL, List.of(matcher)))) {
            return set.size();
        }
    }

    /** Matches what begins with {@code beta_}, and counts how often it is asked for a value. */
    private static final class Tried implements Matcher.Pattern {
        private int tried;

        @Override
        public boolean matches(String value) {
            tried += value.isEmpty() ? 0 : 1;
            return value.startsWith("beta_");
        }

        @Override
        public String prefix() {
            return "beta_";
        }
    }
}
