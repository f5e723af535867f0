package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadsTest {

    private final ManualClock clock = new ManualClock(1_000);
    private final Reloads reloads = new Reloads(clock);
    private final List<String> read = new ArrayList<>();

    @Test
    void readsTheOtherPartsWhenOneIsWrongAndNamesEachFault() {
        reloads.add(
                () -> {
                    throw MuninnException.badInput("rules.yml: no group");
                });
        reloads.add(() -> read.add("routes"));
        reloads.add(
                () -> {
                    throw MuninnException.badInput("prometheus.yml: no job");
                });

        assertThatThrownBy(reloads::run)
                .isInstanceOf(MuninnException.class)
                .hasMessage("rules.yml: no group\nprometheus.yml: no job");
        assertThat(read).containsExactly("routes");
    }

    @Test
    void remembersWhenAllWasRightForTheLastTime() {
        List<String> faults = new ArrayList<>();
        reloads.add(
                () -> {
                    if (!faults.isEmpty()) {
                        throw MuninnException.badInput(faults.getFirst());
                    }
                });
        clock.advance(Duration.ofSeconds(5));
        reloads.runAndLog();
        assertThat(reloads.isWhole()).isTrue();
        assertThat(reloads.wholeMillis()).isEqualTo(6_000);

        clock.advance(Duration.ofSeconds(5));
        faults.add("rules.yml: no group");
        reloads.runAndLog();
        assertThat(reloads.isWhole()).isFalse();
        assertThat(reloads.wholeMillis()).isEqualTo(6_000);
    }
}
