package dev.muninn.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.exposition.MetricFamilyWriter;
import dev.muninn.ingest.http.PageReader;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import dev.muninn.testkit.ProtobufWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TargetScrapeTest {

    private static final long START = 1_700_000_000_000L;

    private final ManualClock clock = new ManualClock(START);
    private final MemoryStore store = new MemoryStore();
    private final MetricsServer server = new MetricsServer();
    private final HttpClients clients = new HttpClients(Runnable::run, clock);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PageReader pages = new PageReader(timer, clock);
    private final MetricsFetcher fetcher = new MetricsFetcher(pages, clients, 1 << 20);

    @AfterEach
    void stop() {
        timer.shutdownNow();
        pages.close();
        clients.close();
        server.close();
    }

    private TargetScrape scrapeOf(String moreSettings) {
        String config =
                """
                scrape_configs:
                  - job_name: j
                    scrape_interval: 10s
                    static_configs: [{targets: ["%s"], labels: {instance: i}}]
                """
                                .formatted(server.address())
                        + moreSettings.indent(4);
        ScrapeTarget target =
                new TargetDiscovery(
                                ScrapeFile.parse(config, "test.yml").jobs(),
                                NoDiscoveries.sources())
                        .find()
                        .targets()
                        .iterator()
                        .next();
        return new TargetScrape(
                target, store, fetcher, new ScrapeWorkspaces(), new ScrapeFigures(), clock, 42);
    }

    private void scrape(TargetScrape target, String body) {
        server.body = body;
        clock.advance(Duration.ofSeconds(10));
        target.scrape();
    }

    /** Values by seconds since the start, of series without those that report the scrape. */
    private Map<String, List<String>> stored() {
        Map<String, List<String>> all = new TreeMap<>();
        try (SeriesSet set = store.select(new Selection(TimeRange.ALL, List.of()))) {
            for (int i = 0; i < set.size(); i++) {
                if (!set.labels(i).metricName().startsWith("scrape_")) {
                    all.put(set.labels(i).toString(), values(set, i));
                }
            }
        }
        return all;
    }

    private static List<String> values(SeriesSet set, int index) {
        SampleBuffer buffer = new SampleBuffer();
        set.read(index, buffer);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < buffer.size(); i++) {
            double value = buffer.values()[i];
            values.add(
                    (buffer.timestamps()[i] - START) / 1000
                            + ":"
                            + (Staleness.isMarker(value) ? "stale" : Double.toString(value)));
        }
        return values;
    }

    @Test
    void storesSamplesWithTheTargetsLabels() {
        TargetScrape target = scrapeOf("");
        scrape(target, "a{x=\"1\"} 1\nb 2\n");
        scrape(target, "a{x=\"1\"} 3\nb 4\n");
        assertThat(stored())
                .containsEntry("a{instance=\"i\", job=\"j\", x=\"1\"}", List.of("10:1.0", "20:3.0"))
                .containsEntry("b{instance=\"i\", job=\"j\"}", List.of("10:2.0", "20:4.0"))
                .containsEntry("up{instance=\"i\", job=\"j\"}", List.of("10:1.0", "20:1.0"));
        assertThat(target.status().health()).isEqualTo(TargetStatus.Health.UP);
        assertThat(target.status().samplesScraped()).isEqualTo(2);
    }

    @Test
    void doesNotAskATargetThatIsRefused() {
        TargetScrape target = scrapeOf("");
        scrape(target, "a 1\n");
        target.refuse("too many");
        scrape(target, "a 2\n");
        assertThat(target.status().health()).isEqualTo(TargetStatus.Health.DOWN);
        assertThat(target.status().lastError()).isEqualTo("too many");
        target.refuse("");
        scrape(target, "a 3\n");
        assertThat(stored())
                .containsEntry(
                        "a{instance=\"i\", job=\"j\"}", List.of("10:1.0", "20:stale", "30:3.0"))
                .containsEntry(
                        "up{instance=\"i\", job=\"j\"}", List.of("10:1.0", "20:0.0", "30:1.0"));
    }

    @Test
    void marksSeriesThatVanish() {
        TargetScrape target = scrapeOf("");
        scrape(target, "a 1\nb 2\n");
        scrape(target, "b 3\n");
        scrape(target, "b 4\n");
        scrape(target, "b 4\na 5\n");
        assertThat(stored())
                .containsEntry(
                        "a{instance=\"i\", job=\"j\"}", List.of("10:1.0", "20:stale", "40:5.0"));
    }

    @Test
    void marksNothingWhenOnlyTheOrderOfLabelsChanges() {
        TargetScrape target = scrapeOf("");
        scrape(target, "a{x=\"1\",y=\"2\"} 1\n");
        scrape(target, "a{y=\"2\",x=\"1\"} 2\n");
        assertThat(stored())
                .containsEntry(
                        "a{instance=\"i\", job=\"j\", x=\"1\", y=\"2\"}",
                        List.of("10:1.0", "20:2.0"));
    }

    @Test
    void marksAllSeriesOnceWhenTheTargetFails() {
        TargetScrape target = scrapeOf("");
        scrape(target, "a 1\n");
        server.status = 500;
        scrape(target, "a 2\n");
        scrape(target, "a 3\n");
        server.status = 200;
        scrape(target, "a 4\n");
        assertThat(stored())
                .containsEntry(
                        "a{instance=\"i\", job=\"j\"}", List.of("10:1.0", "20:stale", "40:4.0"))
                .containsEntry(
                        "up{instance=\"i\", job=\"j\"}",
                        List.of("10:1.0", "20:0.0", "30:0.0", "40:1.0"));
    }

    @Test
    void storesNothingOfABrokenExposition() {
        TargetScrape target = scrapeOf("");
        scrape(target, "a 1\n");
        scrape(target, "a 2\nb 3\nc{\n");
        assertThat(stored())
                .containsEntry("a{instance=\"i\", job=\"j\"}", List.of("10:1.0", "20:stale"))
                .doesNotContainKey("b{instance=\"i\", job=\"j\"}");
        assertThat(target.status().health()).isEqualTo(TargetStatus.Health.DOWN);
        assertThat(target.status().lastError()).startsWith("line 3: expected label name");
    }

    @Test
    void marksAllSeriesAtTheEnd() {
        TargetScrape target = scrapeOf("");
        scrape(target, "a 1\n");
        clock.advance(Duration.ofSeconds(5));
        target.end();
        target.end();
        target.scrape();
        assertThat(stored())
                .containsEntry("a{instance=\"i\", job=\"j\"}", List.of("10:1.0", "15:stale"))
                .containsEntry("up{instance=\"i\", job=\"j\"}", List.of("10:1.0", "15:stale"));
    }

    @Test
    void renamesOrKeepsLabelsThatClash() {
        scrape(scrapeOf(""), "a{job=\"own\",exported_job=\"x\"} 1\n");
        scrape(scrapeOf("honor_labels: true"), "b{job=\"own\"} 1\n");
        assertThat(stored())
                .containsKeys(
                        "a{exported_exported_job=\"own\", exported_job=\"x\", instance=\"i\","
                                + " job=\"j\"}",
                        "b{instance=\"i\", job=\"own\"}");
    }

    @Test
    void usesTimestampsUnlessToldOtherwise() {
        scrape(scrapeOf(""), "a 1 " + (START + 3000) + "\n");
        scrape(scrapeOf("honor_timestamps: false"), "b 1 " + (START + 3000) + "\n");
        assertThat(stored())
                .containsEntry("a{instance=\"i\", job=\"j\"}", List.of("3:1.0"))
                .containsEntry("b{instance=\"i\", job=\"j\"}", List.of("20:1.0"));
    }

    @Test
    void relabelsMetricsAndCountsThem() {
        TargetScrape target =
                scrapeOf(
                        """
                        metric_relabel_configs:
                          - {source_labels: [__name__], regex: "drop.*", action: drop}
                          - {regex: "x", action: labeldrop}
                        """);
        scrape(target, "drop_me 1\na{x=\"1\"} 1\n");
        scrape(target, "drop_me 1\na{x=\"1\"} 1\n");
        assertThat(stored())
                .containsOnlyKeys("a{instance=\"i\", job=\"j\"}", "up{instance=\"i\", job=\"j\"}");
        assertThat(reported("scrape_samples_scraped")).containsExactly("10:2.0", "20:2.0");
        assertThat(reported("scrape_samples_post_metric_relabeling"))
                .containsExactly("10:1.0", "20:1.0");
        assertThat(reported("scrape_series_added")).containsExactly("10:1.0", "20:0.0");
    }

    @Test
    void countsTheSamplesBeforeTheLineThatIsWrong() {
        scrape(scrapeOf(""), "a 1\nb 2\nc{x} 3\nd 4\n");

        assertThat(reported("scrape_samples_scraped")).containsExactly("10:2.0");
    }

    private List<String> reported(String name) {
        try (SeriesSet set = store.select(new Selection(TimeRange.ALL, List.of()))) {
            for (int i = 0; i < set.size(); i++) {
                if (set.labels(i).metricName().equals(name)) {
                    return values(set, i);
                }
            }
        }
        return List.of();
    }

    @Test
    void keepsTheFirstOfTwoSamplesOfASeries() {
        scrape(scrapeOf(""), "a 1\na 2\n");
        assertThat(stored()).containsEntry("a{instance=\"i\", job=\"j\"}", List.of("10:1.0"));
    }

    @Test
    void failsAboveTheSampleLimit() {
        TargetScrape target = scrapeOf("sample_limit: 2");
        scrape(target, "a 1\nb 1\n");
        scrape(target, "a 1\nb 1\nc 1\n");
        assertThat(target.status().lastError()).isEqualTo("sample_limit 2 exceeded (3)");
        assertThat(stored()).doesNotContainKey("c{instance=\"i\", job=\"j\"}");
    }

    @Test
    void failsAboveLabelAndBodyLimits() {
        TargetScrape labels = scrapeOf("label_value_length_limit: 20");
        scrape(labels, "a{x=\"" + "y".repeat(21) + "\"} 1\n");
        assertThat(labels.status().lastError()).contains("label_value_length_limit 20 exceeded");
        TargetScrape body = scrapeOf("body_size_limit: 100");
        scrape(body, "a 1\n".repeat(26));
        assertThat(body.status().lastError()).contains("limit of 100 bytes");
    }

    @Test
    void readsCompressedBodiesAndRefusesBombs() {
        server.gzips = true;
        TargetScrape target = scrapeOf("");
        scrape(target, "a 1\n");
        assertThat(stored()).containsKey("a{instance=\"i\", job=\"j\"}");
        scrape(target, " ".repeat(2 << 20));
        assertThat(target.status().lastError()).contains("limit 1048576");
    }

    @Test
    void readsOpenMetricsWithMetadataAndExemplars() {
        server.contentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        TargetScrape target = scrapeOf("");
        scrape(
                target,
                """
                # HELP req_seconds Requests.
                # TYPE req_seconds histogram
                # UNIT req_seconds seconds
                req_seconds_bucket{le="1"} 3 # {trace_id="t"} 0.5
                # EOF
                """);
        assertThat(stored())
                .containsKey("req_seconds_bucket{instance=\"i\", job=\"j\", le=\"1.0\"}");
        assertThat(store.metadata("req_seconds", 0).items())
                .containsExactly(
                        new MetricMetadata(
                                "req_seconds",
                                MetricMetadata.Type.HISTOGRAM,
                                "Requests.",
                                "seconds"));
        assertThat(store.exemplars(List.of(), TimeRange.ALL).items())
                .singleElement()
                .satisfies(
                        e -> {
                            assertThatObject(e.exemplars().getFirst().labels())
                                    .isEqualTo(Labels.of("trace_id", "t"));
                            assertThat(e.exemplars().getFirst().timestampMillis())
                                    .isEqualTo(START + 10_000);
                        });
    }

    @Test
    void asksForProtobufWhereNativeHistogramsAreWantedAndEndsThemWithTheTarget() {
        server.contentType = "application/vnd.google.protobuf; encoding=delimited";
        server.binary =
                new MetricFamilyWriter()
                        .family("took", "", MetricFamilyWriter.HISTOGRAM, this::addHistogram)
                        .toByteArray();
        TargetScrape target = scrapeOf("scrape_native_histograms: true");
        scrape(target, "");
        assertThat(server.lastAccept)
                .startsWith(
                        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
                                + "encoding=delimited;q=0.6,application/openmetrics-text;")
                .endsWith("text/plain;version=0.0.4;q=0.2,*/*;q=0.1");
        assertThat(target.status().lastError()).isEmpty();
        server.status = 500;
        scrape(target, "");
        SampleBuffer buffer = new SampleBuffer();
        try (SeriesSet set =
                store.select(
                        new Selection(TimeRange.ALL, List.of(Matcher.equal("__name__", "took"))))) {
            assertThat(set.size()).isEqualTo(1);
            set.read(0, buffer);
        }
        assertThat(buffer.size()).isEqualTo(2);
        assertThat(buffer.histogram(0)).isNotNull().matches(histogram -> histogram.count() == 3);
        assertThat(Staleness.isMarker(buffer.values()[1])).isTrue();
    }

    @Test
    void failsWhereANativeHistogramHasTooManyBucketsAtAnyResolution() {
        server.contentType = "application/vnd.google.protobuf; encoding=delimited";
        server.binary =
                new MetricFamilyWriter()
                        .family("took", "", MetricFamilyWriter.HISTOGRAM, this::addTwoSides)
                        .toByteArray();
        String asking = "scrape_native_histograms: true\nnative_histogram_bucket_limit: ";
        TargetScrape two = scrapeOf(asking + "2");
        scrape(two, "");
        assertThat(two.status().lastError()).isEmpty();
        TargetScrape one = scrapeOf(asking + "1");
        scrape(one, "");
        assertThat(one.status().lastError())
                .isEqualTo("native_histogram_bucket_limit 1 exceeded (2 at the lowest resolution)");
    }

    private void addTwoSides(ProtobufWriter family) {
        MetricFamilyWriter.metric(
                family,
                metric ->
                        MetricFamilyWriter.message(
                                metric,
                                7,
                                histogram -> {
                                    histogram.varintField(1, 2);
                                    MetricFamilyWriter.span(histogram, 9, 1, 1);
                                    histogram.zigzagField(10, 1);
                                    MetricFamilyWriter.span(histogram, 12, 1, 1);
                                    histogram.zigzagField(13, 1);
                                }));
    }

    private void addHistogram(ProtobufWriter family) {
        MetricFamilyWriter.metric(
                family,
                metric ->
                        MetricFamilyWriter.message(
                                metric,
                                7,
                                histogram -> {
                                    histogram.varintField(1, 3);
                                    MetricFamilyWriter.bucket(histogram, 1, 3);
                                    MetricFamilyWriter.span(histogram, 12, 1, 1);
                                    histogram.zigzagField(13, 3);
                                }));
    }

    @Test
    void asksForTheProtocolsThatAreConfiguredInTheirOrder() {
        scrape(scrapeOf(""), "a 1\n");
        assertThat(server.lastAccept)
                .startsWith("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6")
                .doesNotContain("protobuf");
        scrape(scrapeOf("scrape_protocols: [PrometheusText0.0.4, PrometheusProto]"), "a 1\n");
        assertThat(server.lastAccept)
                .startsWith("text/plain;version=0.0.4;q=0.6,application/vnd.google.protobuf;")
                .endsWith(";q=0.5,*/*;q=0.4");
        assertThatThrownBy(() -> scrapeOf("scrape_protocols: [PrometheusText9]"))
                .hasMessageContaining("\"PrometheusText9\" is none of [PrometheusProto,");
    }

    @Test
    void countsAnEmptyBodyAsGood() {
        server.contentType = "";
        TargetScrape target = scrapeOf("");
        scrape(target, "");
        assertThat(target.status().health()).isEqualTo(TargetStatus.Health.UP);
        scrape(target, "a 1\n");
        assertThat(target.status().lastError()).contains("fallback_scrape_protocol");
        TargetScrape fallback = scrapeOf("fallback_scrape_protocol: PrometheusText0.0.4");
        scrape(fallback, "a 1\n");
        assertThat(fallback.status().health()).isEqualTo(TargetStatus.Health.UP);
    }

    @Test
    void signsInAtTheTarget() {
        scrape(scrapeOf("authorization: {credentials: token}"), "a 1\n");
        assertThat(server.lastAuthorization).isEqualTo("Bearer token");
    }

    @Test
    void saysWhyThereIsNoAnswer() {
        TargetScrape target = scrapeOf("");
        server.close();
        target.scrape();
        assertThat(target.status().health()).isEqualTo(TargetStatus.Health.DOWN);
        assertThat(target.status().lastError())
                .isEqualTo(server.address() + ": Connection refused");
        assertThat(reported("up")).containsExactly("0:0.0");
    }

    @Test
    void forgetsTextsOfSeriesThatKeepChanging() {
        TargetScrape target = scrapeOf("");
        for (int i = 0; i < 5; i++) {
            StringBuilder body = new StringBuilder("stays 1\n");
            for (int j = 0; j < 400; j++) {
                body.append("a{id=\"").append(i * 400 + j).append("\"} 1\n");
            }
            scrape(target, body.toString());
        }
        assertThat(stored())
                .containsEntry(
                        "a{id=\"0\", instance=\"i\", job=\"j\"}", List.of("10:1.0", "20:stale"))
                .containsEntry(
                        "a{id=\"1500\", instance=\"i\", job=\"j\"}", List.of("40:1.0", "50:stale"))
                .containsEntry(
                        "stays{instance=\"i\", job=\"j\"}",
                        List.of("10:1.0", "20:1.0", "30:1.0", "40:1.0", "50:1.0"));
    }
}
