package dev.muninn.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptLabelsTest {

    private final KeptLabels kept = new KeptLabels();
    private final List<Labels> made = new ArrayList<>();

    private static Labels labels(String value) {
        return Labels.of("a", value);
    }

    private Labels made(Labels origin) {
        made.add(origin);
        return origin.with("b", "2");
    }

    private void run(String... values) {
        for (String value : values) {
            assertThat(kept.of(labels(value), this::made)).isEqualTo(labels(value).with("b", "2"));
        }
        kept.endRun();
    }

    @Test
    void whatEachRunAsksForIsMadeOnce() {
        run("x", "y", "x");
        run("y", "x");
        run("x", "y");
        assertThat(made).containsExactly(labels("x"), labels("y"));
    }

    @Test
    void whatARunDidNotAskForIsMadeAnew() {
        run("x", "y");
        run("y");
        run("x", "y");
        assertThat(made).containsExactly(labels("x"), labels("y"), labels("x"));
    }

    @Test
    void nothingIsLeftOfWhatNobodyAsksFor() {
        run("x");
        assertThat(kept.isEmpty()).isFalse();
        run();
        assertThat(kept.isEmpty()).isTrue();
        run("x");
        assertThat(made).hasSize(2);
    }
}
