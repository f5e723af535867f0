package dev.muninn.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.testkit.ManualClock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScrapeTimesTest {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final ScrapeTimes times = new ScrapeTimes(timer, new ManualClock(0));

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private static List<ScrapeTarget> targets(int count, String interval) {
        String addresses =
                IntStream.range(0, count)
                        .mapToObj(i -> "'host" + i + ":1'")
                        .collect(Collectors.joining(","));
        String config =
                """
                scrape_configs:
                  - job_name: j
                    scrape_interval: %s
                    static_configs: [{targets: [%s]}]
                """
                        .formatted(interval, addresses);
        return List.copyOf(
                new TargetDiscovery(
                                ScrapeFile.parse(config, "test.yml").jobs(),
                                NoDiscoveries.sources())
                        .find()
                        .targets());
    }

    @Test
    void spreadsTargetsOverTheIntervalOnAGrid() {
        List<Long> places =
                targets(1000, "5s").stream()
                        .map(target -> ScrapeTimes.placeMillis(target, 5_000))
                        .toList();
        assertThat(places).allMatch(place -> place % 100 == 0 && place < 5_000);
        assertThat(places.stream().filter(place -> place < 2_500).count()).isBetween(430L, 570L);
        assertThat(places.stream().distinct().count()).isGreaterThan(45);
    }

    @Test
    void targetsOfOneMomentShareATimerUntilTheLastIsRemoved() {
        List<ScrapeTarget> targets = targets(300, "1h");
        long places =
                targets.stream()
                        .map(target -> ScrapeTimes.placeMillis(target, 3_600_000))
                        .distinct()
                        .count();
        Runnable start = () -> {};
        timer.setRemoveOnCancelPolicy(true);
        targets.forEach(target -> times.add(target, start));
        targets.forEach(target -> times.add(target, start));
        assertThat(timer.getQueue()).hasSize((int) places);
        targets.forEach(target -> times.remove(target, start));
        assertThat(timer.getQueue()).hasSize((int) places);
        targets.forEach(target -> times.remove(target, start));
        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    void startsAllOfAMomentAgainAndAgain() throws InterruptedException {
        CountDownLatch starts = new CountDownLatch(6);
        ScrapeTarget target = targets(1, "1ms").getFirst();
        times.add(target, starts::countDown);
        times.add(target, starts::countDown);
        assertThat(starts.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
