package dev.muninn.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.testkit.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two packaged servers share a PostgreSQL. One tells people; when it is killed, stands still or is
 * cut off from the database, the other one does within ten seconds, and nobody hears a thing twice:
 * at most one message comes again, with the id it had, or marked where there is no id.
 */
@Execution(ExecutionMode.CONCURRENT)
class TakeoverIT {

    private static final String NEVER = "2099-01-01T00:00:00Z";

    /** {@code -Dmuninn.soon-seconds=10} is what the acceptance asks. */
    private static final Duration SOON =
            Duration.ofSeconds(Long.getLong("muninn.soon-seconds", 60));

    /** More than twice the lease; {@code -Dmuninn.pause-seconds=30} is what the acceptance asks. */
    private static final Duration PAUSE =
            Duration.ofSeconds(Long.getLong("muninn.pause-seconds", 12));

    @TempDir private Path folder;

    private final String database = PostgresServer.shared().createDatabase();
    private UnkindReceiver receiver;
    private Cable cable;
    private MuninnProcess first;
    private MuninnProcess second;

    @BeforeEach
    void start() throws IOException {
        receiver = new UnkindReceiver(1);
        receiver.beKind();
        Files.writeString(folder.resolve("alertmanager.yml"), receiver.routing());
        Files.writeString(
                folder.resolve("rules.yml"),
                "groups: [{name: g, interval: 1s, rules: [{alert: OfRule, expr: vector(1)}]}]");
        cable = new Cable(database);
        // The driver's own half a minute until it gives up a connection is nobody's concern here.
        first = start("first", cable.url() + "?socketTimeout=5");
        second = start("second", database);
        Await.until(
                "the first to know of the second",
                SOON,
                () -> status(first).path("nodes").size() == 2);
        Await.until("a word of the rule", SOON, () -> told().contains("OfRule"));
    }

    private MuninnProcess start(String name, String url) {
        return MuninnProcess.start(
                folder.resolve(name),
                "--set",
                "catalog.url=" + url,
                "--set",
                "catalog.user=" + PostgresServer.USER,
                "--set",
                "alerting.node=" + name,
                "--set",
                "alerting.config=" + folder.resolve("alertmanager.yml"),
                "--set",
                "rules.files=" + folder.resolve("rules.yml"));
    }

    @AfterEach
    void stop() {
        // The cable last: without a database the end of a server takes its time.
        first.resumeIfAlive();
        first.close();
        second.close();
        cable.close();
        receiver.close();
    }

    private Set<String> told() {
        return receiver.told().stream()
                .map(UnkindReceiver.Told::alert)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Posts an alert for the webhook and one for the chat, both of names with the number. */
    private static void post(MuninnProcess to, int number) {
        assertThat(status(to, "Hook", number)).isEqualTo(200);
        assertThat(status(to, "Chat", number)).isEqualTo(200);
    }

    private static int status(MuninnProcess to, String kind, int number) {
        String body =
                "[{\"labels\":{\"alertname\":\"%s%d\",\"kind\":\"%s\"},\"endsAt\":\"%s\"}]"
                        .formatted(kind, number, kind.toLowerCase(Locale.ROOT), NEVER);
        return to.client()
                .post("/api/v2/alerts", "application/json", body.getBytes(UTF_8))
                .statusCode();
    }

    /** Posts alerts until the server stands still, or says once it goes on that another tells. */
    private static void load(MuninnProcess to) {
        try {
            for (int i = 0; i < 200; i++) {
                for (String kind : List.of("Hook", "Chat")) {
                    if (status(to, kind, i) != 200) {
                        return;
                    }
                }
            }
        } catch (UncheckedIOException e) {
            // It stands still.
        }
    }

    private void awaitTold(int number) {
        Await.until(
                "messages of " + number,
                SOON,
                () -> told().containsAll(Set.of("Hook" + number, "Chat" + number)));
    }

    private static JsonNode status(MuninnProcess of) {
        return MuninnClient.parse(of.client().get("/api/v1/alerting/status").body()).path("data");
    }

    private void assertNothingTwice() {
        assertThat(receiver.unmarkedCopies()).isEmpty();
        assertThat(receiver.copiesInChat()).isLessThanOrEqualTo(1);
    }

    @Test
    void theOneThatStandsBySaysSoAndItsAlertsAreToldByTheOther() {
        post(second, 1);
        awaitTold(1);
        assertThat(status(first).path("isOwner").asBoolean()).isTrue();
        assertThat(status(second).path("message").asText())
                .startsWith("this node, second, stands by; first owns notification since 20");
        assertThat(second.client().get("/metrics").body()).contains("muninn_notify_owner 0");
        assertThat(first.client().get("/metrics").body()).contains("muninn_notify_owner 1");
        Await.until(
                "the alerts, shown with a delay",
                SOON,
                () -> {
                    String shown = second.client().get("/api/v2/alerts").body();
                    return shown.contains("Hook1") && shown.contains("OfRule");
                });
        String silence =
                """
                {"matchers":[{"name":"a","value":"b","isRegex":false}],"comment":"x","createdBy":"y",
                 "startsAt":"2026-01-01T00:00:00Z","endsAt":"%s"}
                """
                        .formatted(NEVER);
        assertThat(
                        second.client()
                                .post(
                                        "/api/v2/silences",
                                        "application/json",
                                        silence.getBytes(UTF_8))
                                .body())
                .contains("second, stands by; first owns notification");
        assertThat(
                        MuninnClient.parse(second.client().get("/api/v2/status").body())
                                .at("/cluster/peers"))
                .hasSize(2);
        assertNothingTwice();
    }

    @Test
    void theOtherTakesOverFromOneThatWasKilled() {
        for (int i = 0; i < 20; i++) {
            post(first, i);
        }
        awaitTold(19);
        first.kill();
        post(second, 20);
        awaitTold(20);
        assertThat(status(second).path("isOwner").asBoolean()).isTrue();
        assertThat(second.client().get("/api/v2/alerts").body()).contains("Hook0", "Hook20");
        assertNothingTwice();
    }

    @Test
    void oneThatStoodStillTellsNothingOnceItGoesOn() throws Exception {
        Thread load = Thread.ofVirtual().start(() -> load(first));
        Await.until("some messages", SOON, () -> told().contains("Hook3"));
        first.pause();
        long paused = System.nanoTime();
        post(second, 1_000);
        awaitTold(1_000);
        assertThat(status(second).path("isOwner").asBoolean()).isTrue();
        Await.until(
                "the end of the pause",
                PAUSE.plusSeconds(10),
                () -> System.nanoTime() - paused > PAUSE.toNanos());
        first.resume();
        Await.until(
                "the first to stand by",
                SOON,
                () -> status(first).path("owner").asText().equals("second"));
        load.join();
        post(first, 1_001);
        awaitTold(1_001);
        assertNothingTwice();
    }

    @Test
    void oneThatIsCutOffFromTheDatabaseKeepsQuiet() {
        post(first, 1);
        awaitTold(1);
        cable.cut();
        post(second, 2);
        awaitTold(2);
        assertThat(status(second).path("isOwner").asBoolean()).isTrue();
        assertThat(first.client().get("/metrics").body()).contains("muninn_notify_owner 0");
        cable.mend();
        Await.until(
                "the first to stand by",
                Duration.ofSeconds(60),
                () -> status(first).path("owner").asText().equals("second"));
        post(first, 3);
        awaitTold(3);
        assertNothingTwice();
    }
}
