package dev.muninn.alert.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.lease.SoleLease;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatWatchTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final ManualClock clock = new ManualClock(1_000_000);
    private final List<ActiveAlert> alerts = new ArrayList<>();
    private CatalogDatabase database;
    private HeartbeatWatch watch;

    @TempDir private Path folder;

    @BeforeEach
    void open() {
        database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
        watch = process();
    }

    @AfterEach
    void close() {
        watch.close();
        database.close();
    }

    private HeartbeatWatch process() {
        return HeartbeatWatch.open(
                HeartbeatTable.open(database), alerts::addAll, new SoleLease("", 0), clock);
    }

    private void pass(Duration time) {
        clock.advance(time);
        watch.check();
    }

    @Test
    void raisesAnAlertForWhatStaysOutAndEndsItWhenItIsBack() {
        watch.beat("backup", FIVE_MINUTES, null, Labels.of("team", "data"));
        pass(Duration.ofMinutes(7));
        assertThat(alerts).isEmpty();
        pass(Duration.ofSeconds(30));
        assertThat(alerts)
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.labels())
                                    .isEqualTo(
                                            Labels.of(
                                                    "alertname",
                                                    "HeartbeatMissing",
                                                    "heartbeat",
                                                    "backup",
                                                    "severity",
                                                    "critical",
                                                    "team",
                                                    "data"));
                            assertThat(alert.startsAtMillis()).isEqualTo(clock.millis());
                            assertThat(alert.isResolvedAt(clock.millis())).isFalse();
                        });
        assertThat(watch.missing()).containsExactly("backup");
        pass(Duration.ofMinutes(1));
        assertThat(alerts).hasSize(1);
        watch.beat("backup", null, null, Labels.empty());
        assertThat(alerts.getLast().labels()).isEqualTo(alerts.getFirst().labels());
        assertThat(alerts.getLast().isResolvedAt(clock.millis())).isTrue();
        assertThat(watch.missing()).isEmpty();
    }

    @Test
    void goesOnSayingWhatIsMissingForLong() {
        watch.beat("backup", FIVE_MINUTES, Duration.ZERO, Labels.empty());
        for (int minute = 0; minute < 180; minute++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(alerts).hasSize(3);
        assertThat(alerts.getLast().isResolvedAt(clock.millis())).isFalse();
    }

    @Test
    void aStopOfThisServerIsNobodysSilence() {
        watch.beat("backup", FIVE_MINUTES, Duration.ZERO, Labels.empty());
        clock.advance(Duration.ofHours(1));
        watch.close();
        watch = process();
        watch.check();
        assertThat(alerts).isEmpty();
        assertThat(watch.all()).extracting(Heartbeat::name).containsExactly("backup");
        pass(FIVE_MINUTES);
        assertThat(alerts).hasSize(1);
    }

    @Test
    void isNoLongerExpectedWhenItIsRemoved() {
        watch.beat("backup", FIVE_MINUTES, Duration.ZERO, Labels.empty());
        pass(FIVE_MINUTES);
        watch.remove("backup");
        assertThat(alerts.getLast().isResolvedAt(clock.millis())).isTrue();
        pass(FIVE_MINUTES);
        assertThat(alerts).hasSize(2);
        assertThatThrownBy(() -> watch.remove("backup"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("no heartbeat backup");
    }

    @Test
    void saysWhatANewOneNeeds() {
        assertThatThrownBy(() -> watch.beat("new", null, null, Labels.empty()))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("say how often it comes, like ?period=5m");
        assertThatThrownBy(() -> watch.beat("new", Duration.ofSeconds(1), null, Labels.empty()))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("set 10s to 366d");
    }
}
