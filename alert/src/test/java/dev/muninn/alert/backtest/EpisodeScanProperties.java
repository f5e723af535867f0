package dev.muninn.alert.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.state.AlertStates;
import dev.muninn.model.Labels;
import dev.muninn.query.ResultSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EpisodeScanProperties {

    private static final long STEP = 15_000;

    private static final Labels LABELS = Labels.of("alertname", "X");

    @Property(tries = 300)
    void findsWhatTheStatesWouldHaveBeen(
            @ForAll @Size(min = 1, max = 60) List<Boolean> found,
            @ForAll @IntRange(min = 0, max = 70) int pendingSeconds,
            @ForAll @IntRange(min = 0, max = 70) int keepSeconds) {
        Rule.Alerting rule =
                new Rule.Alerting(
                        "X",
                        "x",
                        Duration.ofSeconds(pendingSeconds),
                        Duration.ofSeconds(keepSeconds),
                        Map.of(),
                        Map.of());
        assertThat(scanned(rule, found)).isEqualTo(stepped(rule, found));
    }

    private static List<Episode> scanned(Rule.Alerting rule, List<Boolean> found) {
        long[] times = new long[found.size()];
        double[] values = new double[found.size()];
        int size = 0;
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i)) {
                times[size] = (i + 1) * STEP;
                values[size++] = 1;
            }
        }
        EpisodeScan scan = new EpisodeScan(rule, STEP, LABELS);
        scan.add(new ResultSeries(LABELS, times, values, null, size));
        return scan.finish(found.size() * STEP);
    }

    private static List<Episode> stepped(Rule.Alerting rule, List<Boolean> found) {
        AlertStates states = new AlertStates(rule);
        List<Episode> episodes = new ArrayList<>();
        Alert before = null;
        for (int i = 0; i < found.size(); i++) {
            long time = (i + 1) * STEP;
            states.update(
                    found.get(i) ? List.of(new AlertStates.Found(LABELS, Map.of(), 1)) : List.of(),
                    time);
            Alert now = states.active().isEmpty() ? null : states.active().getFirst();
            if (before != null
                    && (now == null || now.activeAtMillis() != before.activeAtMillis())) {
                episodes.add(episode(before, time));
            }
            before = now;
        }
        if (before != null) {
            episodes.add(episode(before, 0));
        }
        return episodes;
    }

    private static Episode episode(Alert alert, long end) {
        return new Episode(LABELS, alert.activeAtMillis(), alert.firedAtMillis(), end, 1);
    }
}
