package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.muninn.model.SystemClock;
import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.ConfigurationSource;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.server.options.Origin;
import dev.muninn.server.options.Setting;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.config.OpenMetrics2Properties;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.expositionformats.OpenMetrics2TextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The libraries that programs measure themselves with find their samples again by query. */
class LibrarySendersTest {

    private static final AttributeKey<String> SHOP = AttributeKey.stringKey("shop.name");

    @TempDir private Path folder;

    private Muninn open(String... keysAndValues) {
        Origin origin = new Origin.Flag("test");
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting("store.data", folder.resolve("data").toString(), origin));
        settings.add(new Setting("web.listen", "127.0.0.1:0", origin));
        settings.add(new Setting("profile", "test", origin));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.add(new Setting(keysAndValues[i], keysAndValues[i + 1], origin));
        }
        Configuration configuration =
                Configuration.load(new ConfigurationSource(null, settings, Map.of(), folder));
        return Muninn.open(MuninnOptions.of(configuration), SystemClock.INSTANCE);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String ask(Muninn muninn, String promql) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String query = URLEncoder.encode(promql, StandardCharsets.UTF_8);
            URI uri = URI.create(muninn.address() + "/api/v1/query?query=" + query);
            return http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** Measures something of each kind and sends it before it returns. */
    private static void measure(MetricExporter exporter) {
        Resource resource =
                Resource.create(
                        Attributes.of(
                                AttributeKey.stringKey("service.name"), "shop",
                                AttributeKey.stringKey("service.instance.id"), "one"));
        try (SdkMeterProvider provider =
                SdkMeterProvider.builder()
                        .setResource(resource)
                        .registerMetricReader(
                                PeriodicMetricReader.builder(exporter)
                                        .setInterval(Duration.ofHours(1))
                                        .build())
                        .build()) {
            Meter meter = provider.get("test");
            meter.counterBuilder("orders").build().add(3, Attributes.of(SHOP, "eu"));
            meter.counterBuilder("orders").build().add(4, Attributes.of(SHOP, "us"));
            meter.histogramBuilder("duration").setUnit("s").build().record(0.25);
            meter.upDownCounterBuilder("queue").build().add(-2);
            assertThat(provider.forceFlush().join(60, TimeUnit.SECONDS).isSuccess()).isTrue();
        }
    }

    private static void assertIsFound(Muninn muninn) throws Exception {
        assertThat(ask(muninn, "sum by (job, instance) (orders_total)"))
                .contains("\"job\":\"shop\"", "\"instance\":\"one\"", "\"7\"");
        assertThat(ask(muninn, "orders_total{shop_name=\"eu\"}")).contains("\"3\"");
        assertThat(ask(muninn, "duration_seconds_bucket{le=\"+Inf\"}")).contains("\"1\"");
        assertThat(ask(muninn, "duration_seconds_sum")).contains("\"0.25\"");
        assertThat(ask(muninn, "queue")).contains("\"-2\"");
    }

    @Test
    void openTelemetrysSdkSendsByGrpc() throws Exception {
        int port = freePort();
        try (Muninn muninn = open("ingest.otlp-grpc-listen", "127.0.0.1:" + port)) {
            measure(
                    OtlpGrpcMetricExporter.builder()
                            .setEndpoint("http://127.0.0.1:" + port)
                            .setCompression("gzip")
                            .build());
            assertIsFound(muninn);
        }
    }

    @Test
    void openTelemetrysSdkSendsByHttpWithDeltasAddedUp() throws Exception {
        try (Muninn muninn = open()) {
            measure(
                    OtlpHttpMetricExporter.builder()
                            .setEndpoint(muninn.address() + "/v1/metrics")
                            .setAggregationTemporalitySelector(
                                    AggregationTemporalitySelector.deltaPreferred())
                            .build());
            assertIsFound(muninn);
        }
    }

    @Test
    void micrometerSendsOtlp() throws Exception {
        try (Muninn muninn = open()) {
            OtlpMeterRegistry registry =
                    new OtlpMeterRegistry(
                            key ->
                                    switch (key) {
                                        case "otlp.url" -> muninn.address() + "/v1/metrics";
                                        case "otlp.resourceAttributes" -> "service.name=meter";
                                        default -> null;
                                    },
                            Clock.SYSTEM);
            registry.counter("micro.orders", "shop", "eu").increment(5);
            registry.timer("micro.timer").record(Duration.ofMillis(40));
            registry.close();
            assertThat(ask(muninn, "micro_orders_total{job=\"meter\",shop=\"eu\"}"))
                    .contains("\"5\"");
            assertThat(ask(muninn, "micro_timer_milliseconds_count")).contains("\"1\"");
        }
    }

    /** A page of metrics on a free port. */
    private static HttpServer page(String contentType, Supplier<byte[]> exposition)
            throws Exception {
        HttpServer page =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext(
                "/metrics",
                exchange -> {
                    byte[] body = exposition.get();
                    exchange.getResponseHeaders().set("Content-Type", contentType);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        page.start();
        return page;
    }

    private Muninn openScraping(HttpServer page, String job) throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        """
                        scrape_configs:
                          - scrape_interval: 200ms
                            scrape_timeout: 200ms
                            static_configs: [{targets: ["127.0.0.1:%d"]}]
                        %s
                        """
                                .formatted(page.getAddress().getPort(), job.indent(4)));
        return open("ingest.scrape-config", config.toString());
    }

    private static void awaitAnswer(Muninn muninn, String promql, String part) throws Exception {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String answer = "";
        while (!answer.contains(part) && System.nanoTime() < giveUp) {
            answer = ask(muninn, promql);
        }
        assertThat(answer).contains(part);
    }

    @Test
    void micrometersPageIsScraped() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.counter("micro.orders", "shop", "eu").increment(5);
        String type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        HttpServer page = page(type, () -> registry.scrape(type).getBytes(StandardCharsets.UTF_8));
        try (Muninn muninn = openScraping(page, "job_name: micrometer")) {
            awaitAnswer(muninn, "micro_orders_total{job=\"micrometer\",shop=\"eu\"}", "\"5\"");
        } finally {
            page.stop(0);
        }
    }

    @Test
    void openMetrics2OfPrometheusOwnLibraryIsScraped() throws Exception {
        PrometheusRegistry registry = new PrometheusRegistry();
        Histogram wait =
                Histogram.builder()
                        .name("wait_seconds")
                        .classicUpperBounds(0.1, 1)
                        .labelNames("shop")
                        .withoutExemplars()
                        .register(registry);
        wait.labelValues("eu").observe(0.5);
        wait.labelValues("eu").observe(3);
        Summary size =
                Summary.builder()
                        .name("size_bytes")
                        .quantile(0.5)
                        .withoutExemplars()
                        .register(registry);
        size.observe(8);
        OpenMetrics2TextFormatWriter writer =
                OpenMetrics2TextFormatWriter.builder()
                        .setOpenMetrics2Properties(
                                OpenMetrics2Properties.builder().enableAll().build())
                        .setCreatedTimestampsEnabled(true)
                        .build();
        HttpServer page = page(writer.getContentType(), () -> written(writer, registry.scrape()));
        String job =
                """
                job_name: second
                scrape_protocols: [OpenMetricsText2.0.0, OpenMetricsText1.0.0]
                scrape_native_histograms: true
                always_scrape_classic_histograms: true
                """;
        try (Muninn muninn = openScraping(page, job)) {
            awaitAnswer(muninn, "wait_seconds_bucket{shop=\"eu\",le=\"1.0\"}", "\"1\"");
            awaitAnswer(muninn, "wait_seconds_count", "\"2\"");
            awaitAnswer(muninn, "histogram_sum(wait_seconds)", "\"3.5\"");
            awaitAnswer(muninn, "histogram_fraction(2, 4, wait_seconds)", "\"0.5\"");
            awaitAnswer(muninn, "size_bytes{quantile=\"0.5\"}", "\"8\"");
        } finally {
            page.stop(0);
        }
    }

    private static byte[] written(OpenMetrics2TextFormatWriter writer, MetricSnapshots metrics) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, metrics, EscapingScheme.ALLOW_UTF8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
