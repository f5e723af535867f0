package dev.muninn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.ingest.TargetState;
import dev.muninn.model.Labels;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetRoutesTest {

    private static final TargetState NODE =
            new TargetState(
                    "node",
                    URI.create("http://host:9100/metrics"),
                    Labels.of("__address__", "host:9100", "job", "node"),
                    Labels.of("instance", "host:9100", "job", "node"),
                    TargetState.Health.DOWN,
                    "connection refused",
                    1_500,
                    0.25,
                    0,
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(1));

    @Test
    void tellsWhatIsScraped() throws Exception {
        try (TestServer server = new TestServer()) {
            server.targets = new ScrapeTargets(List.of(NODE), List.of(Labels.of("job", "gone")));

            assertThat(server.get("/api/v1/targets").body())
                    .isEqualTo(
                            "{\"status\":\"success\",\"data\":{\"activeTargets\":["
                                    + "{\"discoveredLabels\":{\"__address__\":\"host:9100\","
                                    + "\"job\":\"node\"},\"labels\":{\"instance\":\"host:9100\","
                                    + "\"job\":\"node\"},\"scrapePool\":\"node\","
                                    + "\"scrapeUrl\":\"http://host:9100/metrics\","
                                    + "\"globalUrl\":\"http://host:9100/metrics\","
                                    + "\"lastError\":\"connection refused\","
                                    + "\"lastScrape\":\"1970-01-01T00:00:01.500Z\","
                                    + "\"lastScrapeDuration\":0.25,\"health\":\"down\","
                                    + "\"scrapeInterval\":\"15s\",\"scrapeTimeout\":\"1m\"}],"
                                    + "\"droppedTargets\":[{\"discoveredLabels\":{\"job\":\"gone\"},"
                                    + "\"scrapePool\":\"gone\"}],\"droppedTargetCounts\":{\"gone\":1}}}");
            assertThat(server.get("/api/v1/targets?state=dropped").body())
                    .contains("\"activeTargets\":[],", "\"gone\"");
            assertThat(server.get("/api/v1/targets?scrapePool=other&state=active").body())
                    .contains(
                            "\"activeTargets\":[],\"droppedTargets\":[],"
                                    + "\"droppedTargetCounts\":null}");
            assertThat(server.get("/api/v1/targets?state=wrong").body())
                    .contains("\"activeTargets\":[],\"droppedTargets\":[]");
            assertThat(server.get("/api/v1/scrape_pools").body())
                    .contains("{\"scrapePools\":[\"node\"]}");
        }
    }
}
