package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.SystemClock;
import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.ConfigurationSource;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.server.options.Origin;
import dev.muninn.server.options.Setting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scrape configuration is read again on demand, and a wrong one changes nothing. */
class ReloadTest {

    @TempDir private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private Muninn open(Path config) {
        Origin origin = new Origin.Flag("test");
        List<Setting> settings =
                List.of(
                        new Setting("store.data", folder.resolve("data").toString(), origin),
                        new Setting("web.listen", "127.0.0.1:0", origin),
                        new Setting("profile", "test", origin),
                        new Setting("ingest.scrape-config", config.toString(), origin));
        Configuration configuration =
                Configuration.load(new ConfigurationSource(null, settings, Map.of(), folder));
        return Muninn.open(MuninnOptions.of(configuration), SystemClock.INSTANCE);
    }

    private HttpResponse<String> send(Muninn muninn, String method, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(muninn.address() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String job(String name) {
        return "scrape_configs: [{job_name: "
                + name
                + ", static_configs: [{targets: ['127.0.0.1:1']}]}]";
    }

    @Test
    void readsTheConfigurationAgain() throws Exception {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), job("first"));
        try (Muninn muninn = open(config)) {
            assertThat(send(muninn, "GET", "/api/v1/scrape_pools").body()).contains("\"first\"");

            Files.writeString(config, job("second"));
            assertThat(send(muninn, "POST", "/-/reload").statusCode()).isEqualTo(200);
            assertThat(send(muninn, "GET", "/api/v1/scrape_pools").body()).contains("\"second\"");

            Files.writeString(config, "scrape_configs: [{job_nam: third}]");
            HttpResponse<String> refused = send(muninn, "POST", "/-/reload");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("job_name");
            muninn.reload();
            assertThat(send(muninn, "GET", "/api/v1/scrape_pools").body()).contains("\"second\"");
        }
    }
}
