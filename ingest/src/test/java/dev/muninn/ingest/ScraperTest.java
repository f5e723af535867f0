package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SystemClock;
import dev.muninn.model.TimeRange;
import dev.muninn.testkit.MemoryStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScraperTest {

    private final MemoryStore store = new MemoryStore();
    private final Scraper scraper =
            new Scraper(IngestOptions.defaults(), store, SystemClock.INSTANCE);
    private final CountDownLatch threeScrapes = new CountDownLatch(3);
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] body = "a 1\n".getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/plain");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                    threeScrapes.countDown();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        scraper.close();
        scraper.close();
        server.stop(0);
    }

    private String config(String job) {
        return """
        scrape_configs:
          - job_name: %s
            scrape_interval: 250ms
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
                .formatted(job, server.getAddress().getPort());
    }

    private List<Labels> stored(String name) {
        return store.series(List.of(Matcher.equal("__name__", name)), TimeRange.ALL, 0).items();
    }

    @Test
    void scrapesAgainAndAgainAndTellsHowItWent() throws Exception {
        scraper.open(ScrapeConfig.parse(config("one"), "test.yml"));
        assertThat(threeScrapes.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(stored("a")).extracting(labels -> labels.get("job")).containsExactly("one");
        TargetState state = scraper.targets().getFirst();
        assertThat(state.health()).isEqualTo(TargetState.Health.UP);
        assertThat(state.interval()).isEqualTo(Duration.ofMillis(250));
        assertThat(state.lastSamples()).isEqualTo(1);
    }

    @Test
    void keepsTargetsThatAReloadDoesNotChange() {
        String config = config("one");
        scraper.open(ScrapeConfig.parse(config, "test.yml"));
        scraper.reload(ScrapeConfig.parse(config + config("two").substring(16), "test.yml"));
        assertThat(scraper.targets()).extracting(TargetState::job).containsExactly("one", "two");
        scraper.reload(ScrapeConfig.parse(config("two"), "test.yml"));
        assertThat(scraper.targets()).extracting(TargetState::job).containsExactly("two");
    }

    @Test
    void readsTargetsFromFiles(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("a.json"),
                "[{\"targets\": [\"x:1\", \"y:2\"], \"labels\": {\"env\": \"prod\"}}]");
        Files.writeString(folder.resolve("b.yml"), "- targets: ['z:3']\n");
        scraper.open(
                ScrapeConfig.parse(
                        """
                        scrape_configs:
                          - job_name: files
                            file_sd_configs: [{files: ["%s/*.json", "%s/b.yml"]}]
                        """
                                .formatted(folder, folder),
                        "test.yml"));
        assertThat(scraper.targets())
                .extracting(state -> state.labels().get("instance"))
                .containsExactlyInAnyOrder("x:1", "y:2", "z:3");
        assertThat(scraper.targets().getFirst().labels().get("env")).isEqualTo("prod");
    }
}
