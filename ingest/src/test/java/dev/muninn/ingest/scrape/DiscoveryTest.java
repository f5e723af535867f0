package dev.muninn.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.muninn.ingest.CollectedFigures;
import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.discovery.DiscoverySources;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Discoveries against an HTTP server that answers what the test says. */
class DiscoveryTest {

    private final ManualClock clock = new ManualClock(1_700_000_000_000L);
    private final HttpClients clients = new HttpClients(Runnable::run, clock);
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final HttpServer server;

    DiscoveryTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
                    asked.add(path + " " + authorization);
                    String answer = answers.get(path);
                    byte[] body = (answer == null ? "" : answer).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(answer == null ? 500 : 200, body.length + 1L);
                    exchange.getResponseBody().write(body);
                    exchange.getResponseBody().write('\n');
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        clients.close();
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private ScrapeFile config(String discovery) {
        return ScrapeFile.parse(
                "scrape_configs:\n- job_name: found\n" + discovery.indent(2), "prometheus.yml");
    }

    private DiscoverySources sources() {
        return new DiscoverySources(clients, Runnable::run, clock, () -> {});
    }

    private static Map<String, Double> figures(DiscoverySources sources) {
        CollectedFigures figures = new CollectedFigures();
        sources.report(figures);
        return figures.values();
    }

    private static List<String> urls(TargetDiscovery.Found found) {
        return found.targets().stream().map(target -> target.url().toString()).toList();
    }

    @Test
    void refusesAllTargetsOfAJobThatHasMoreThanItsLimit() {
        String targets = "static_configs: [{targets: [a:1, b:2]}]\n";
        TargetDiscovery.Found tooMany =
                new TargetDiscovery(config(targets + "target_limit: 1").jobs(), sources()).find();
        assertThat(tooMany.targets())
                .hasSize(2)
                .extracting(tooMany::refusal)
                .containsOnly("target_limit exceeded: the job has 2 targets, the limit is 1");
        TargetDiscovery.Found enough =
                new TargetDiscovery(config(targets + "target_limit: 2").jobs(), sources()).find();
        assertThat(enough.targets()).hasSize(2).extracting(enough::refusal).containsOnly("");
    }

    @Test
    void asksAUrlForTargetsAndKeepsThemWhileItFails() {
        answers.put(
                "/targets", "[{\"targets\": [\"a:1\", \"b:2\"], \"labels\": {\"env\": \"test\"}}]");
        DiscoverySources sources = sources();
        TargetDiscovery discovery =
                new TargetDiscovery(
                        config("http_sd_configs: [{url: '" + url("/targets") + "'}]").jobs(),
                        sources);
        assertThat(urls(discovery.find()))
                .containsExactly("http://a:1/metrics", "http://b:2/metrics");
        TargetDiscovery.Found found = discovery.find();
        assertThat(found.targets()).allMatch(target -> target.labels().get("env").equals("test"));
        assertThat(discovery.find()).as("nothing has changed").isSameAs(found);

        answers.remove("/targets");
        clock.advance(Duration.ofMinutes(2));
        assertThat(urls(discovery.find())).hasSize(2);
        assertThat(figures(sources)).containsEntry("muninn_ingest_discoveries{state=failing}", 1.0);

        answers.put("/targets", "[{\"targets\": [\"c:3\"]}]");
        clock.advance(Duration.ofMinutes(2));
        assertThat(urls(discovery.find())).containsExactly("http://c:3/metrics");
        assertThat(figures(sources)).containsEntry("muninn_ingest_discoveries{state=working}", 1.0);
    }

    @Test
    void asksConsulForTheInstancesOfServices() {
        answers.put("/v1/catalog/services", "{\"web\": [\"prod\"]}");
        answers.put(
                "/v1/health/service/web",
                """
                [{"Node": {"Node": "n1", "Address": "10.0.0.1", "Datacenter": "dc1"},
                  "Service": {"ID": "web-1", "Service": "web", "Tags": ["prod", "v2"],
                              "Address": "", "Port": 8080, "Meta": {"team-name": "shop"}}},
                 {"Node": {"Node": "n2", "Address": "10.0.0.2"},
                  "Service": {"ID": "web-2", "Service": "web", "Tags": ["test"],
                              "Address": "10.1.0.2", "Port": 8081}}]
                """);
        String server = url("").substring("http://".length());
        TargetDiscovery discovery =
                new TargetDiscovery(
                        config(
                                        """
                                        consul_sd_configs:
                                        - server: %s
                                          tags: [prod]
                                          token: secret
                                        relabel_configs:
                                        - source_labels: [__meta_consul_service_metadata_team_name]
                                          target_label: team
                                        """
                                                .formatted(server))
                                .jobs(),
                        sources());
        TargetDiscovery.Found found = discovery.find();
        assertThat(urls(found)).containsExactly("http://10.0.0.1:8080/metrics");
        ScrapeTarget target = found.targets().iterator().next();
        assertThat(target.labels())
                .isEqualTo(Labels.of("instance", "10.0.0.1:8080", "job", "found", "team", "shop"));
        assertThat(target.discovered().get("__meta_consul_tags")).isEqualTo(",prod,v2,");
        assertThat(asked).contains("/v1/catalog/services Bearer secret");
    }

    @Test
    void signsInWithATokenThatIsAskedForOnce() {
        answers.put("/token", "{\"access_token\": \"t1\", \"expires_in\": 100}");
        answers.put("/targets", "[]");
        TargetDiscovery discovery =
                new TargetDiscovery(
                        config(
                                        """
                                        http_sd_configs:
                                        - url: %s
                                          refresh_interval: 1s
                                          oauth2: {client_id: me, client_secret: s, token_url: "%s"}
                                        """
                                                .formatted(url("/targets"), url("/token")))
                                .jobs(),
                        sources());
        discovery.find();
        clock.advance(Duration.ofSeconds(2));
        discovery.find();
        assertThat(asked)
                .containsExactly(
                        "/token Basic bWU6cw==", "/targets Bearer t1", "/targets Bearer t1");
        answers.put("/token", "{\"access_token\": \"t2\"}");
        clock.advance(Duration.ofSeconds(100));
        discovery.find();
        assertThat(asked).endsWith("/targets Bearer t2");
    }

    @Test
    void refusesDiscoveriesThatCannotWork() {
        assertThatThrownBy(() -> config("dns_sd_configs: [{names: [a], type: A}]"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("port");
        assertThatThrownBy(() -> config("tls_config: {cert_file: a}"))
                .hasMessageContaining("cert_file and key_file go together");
    }
}
