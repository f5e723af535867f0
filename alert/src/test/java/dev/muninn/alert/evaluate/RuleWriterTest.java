package dev.muninn.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleWriterTest {

    private final List<Long> stored = new ArrayList<>();
    private boolean isBusy;

    private final SampleSink store =
            sender ->
                    (batch, durability) -> {
                        if (isBusy) {
                            throw new MuninnException(MuninnException.Kind.BUSY, "full");
                        }
                        stored.add(batch.timestamp(0));
                        return WriteResult.EMPTY;
                    };

    private static WriteBatch batch(long time) {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(Labels.of(Labels.METRIC_NAME, "x"));
        batch.addSample(time, 1);
        return batch;
    }

    @Test
    void offersAgainWhatTheStoreRefusedInItsOrder() {
        RuleWriter writer = new RuleWriter("g", store);
        isBusy = true;
        assertThat(writer.write(batch(1))).isFalse();
        assertThat(writer.write(batch(2))).isFalse();
        assertThat(writer.waitingSamples()).isEqualTo(2);
        isBusy = false;
        assertThat(writer.write(batch(3))).isTrue();
        assertThat(stored).containsExactly(1L, 2L, 3L);
        assertThat(writer.waitingSamples()).isZero();
        assertThat(writer.lostSamples()).isZero();
    }

    @Test
    void whatWaitsOutlivesAReload() {
        RuleWriter before = new RuleWriter("g", store);
        isBusy = true;
        before.write(batch(1));
        RuleWriter after = new RuleWriter("g", store);
        after.inherit(before);
        isBusy = false;
        assertThat(after.writeWaiting()).isTrue();
        assertThat(stored).containsExactly(1L);
    }
}
