package dev.muninn.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.testkit.PostgresServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The PostgreSQL of a server is away for a while, by itself 20 s: rules go on, people are told,
 * what cannot be kept is refused with the reason, and nothing that was accepted is lost.
 */
@Execution(ExecutionMode.CONCURRENT)
class DatabaseOutageIT {

    private static final String NEVER = "2099-01-01T00:00:00Z";

    /** {@code -Dmuninn.away-seconds=300} is what the acceptance asks. */
    private static final Duration AWAY =
            Duration.ofSeconds(Long.getLong("muninn.away-seconds", 20));

    @TempDir private Path folder;

    private final String database = PostgresServer.shared().createDatabase();
    private UnkindReceiver receiver;
    private Cable cable;

    @BeforeEach
    void prepare() throws IOException {
        receiver = new UnkindReceiver(1);
        receiver.beKind();
        Files.writeString(folder.resolve("alertmanager.yml"), receiver.routing());
        Files.writeString(
                folder.resolve("rules.yml"),
                "groups: [{name: g, interval: 1s, rules: [{alert: OfRule, expr: level_now > 1}]}]");
        cable = new Cable(database);
    }

    @AfterEach
    void stop() {
        cable.close();
        receiver.close();
    }

    private MuninnProcess start() {
        return MuninnProcess.start(
                folder.resolve("data"),
                "--set",
                // The driver's own half a minute until it gives up is nobody's concern here.
                "catalog.url=" + cable.url() + "?socketTimeout=5",
                "--set",
                "catalog.user=" + PostgresServer.USER,
                "--set",
                "alerting.config=" + folder.resolve("alertmanager.yml"),
                "--set",
                "rules.files=" + folder.resolve("rules.yml"),
                "--set",
                "collect.host=false");
    }

    private static HttpResponse<String> post(MuninnProcess to, String alert) {
        String body =
                "[{\"labels\":{\"alertname\":\"%s\"},\"endsAt\":\"%s\"}]".formatted(alert, NEVER);
        return to.client().post("/api/v2/alerts", "application/json", body.getBytes(UTF_8));
    }

    private static HttpResponse<String> silence(MuninnProcess to) {
        String body =
                """
                {"matchers":[{"name":"a","value":"b","isRegex":false}],"comment":"x","createdBy":"y",
                 "startsAt":"2026-01-01T00:00:00Z","endsAt":"%s"}
                """
                        .formatted(NEVER);
        return to.client().post("/api/v2/silences", "application/json", body.getBytes(UTF_8));
    }

    private static void await(String what, BooleanSupplier isSo) {
        Await.until(what, Duration.ofSeconds(60), isSo);
    }

    private long timesTold(String alert) {
        return receiver.told().stream().filter(one -> one.alert().equals(alert)).count();
    }

    private void awaitTold(String alert) {
        await(alert + " to be told", () -> timesTold(alert) > 0);
    }

    private static long lateRows(MuninnProcess of) {
        return of.client().data("/api/v1/alerting/status", Map.of()).path("lateRows").asLong();
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("the catalog postgresql://", "does not");
    }

    @Test
    void oneThatEndedAndBeganAnew() {
        outage(cable::endServer);
    }

    @Test
    void oneThatWasCutOff() {
        outage(cable::cut);
    }

    private void outage(Runnable begin) {
        try (MuninnProcess muninn = start()) {
            assertThat(post(muninn, "Accepted").statusCode()).isEqualTo(200);
            awaitTold("Accepted");
            begin.run();
            long began = System.nanoTime();
            assertRefused(post(muninn, "Refused"));
            assertRefused(silence(muninn));
            byte[] sample = "level now=5".getBytes(UTF_8);
            assertThat(muninn.client().post("/write", "text/plain", sample).statusCode())
                    .isEqualTo(204);
            await(
                    "the rule to fire",
                    () ->
                            muninn.client()
                                            .queryNow("ALERTS{alertname=\"OfRule\"}")
                                            .path("result")
                                            .size()
                                    == 1);
            awaitTold("OfRule");
            await("the server to say that rows are late", () -> lateRows(muninn) > 0);
            assertThat(muninn.client().get("/api/v2/alerts").body()).contains("Accepted", "OfRule");
            assertThat(muninn.output()).contains("notification goes on without the database: ");
            Await.until(
                    "the end of the outage",
                    AWAY.plusSeconds(10),
                    () -> System.nanoTime() - began > AWAY.toNanos());

            cable.mend();
            await("alerts to be taken again", () -> post(muninn, "Refused").statusCode() == 200);
            awaitTold("Refused");
            await("silences to be taken again", () -> silence(muninn).statusCode() == 200);
            await("the rows to be written", () -> lateRows(muninn) == 0);
        }
        try (MuninnProcess muninn = start()) {
            await(
                    "a look at what was kept",
                    () -> muninn.client().get("/api/v2/alerts").body().contains("OfRule"));
            assertThat(muninn.client().get("/api/v2/alerts").body())
                    .contains("Accepted", "Refused");
            assertThat(muninn.client().get("/api/v1/alerting/history").body())
                    .contains("Accepted", "Refused", "OfRule");
        }
        assertThat(timesTold("Accepted")).isEqualTo(1);
        assertThat(timesTold("OfRule")).as("told while nothing could be kept").isEqualTo(1);
    }
}
