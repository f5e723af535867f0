package dev.muninn.alert.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.AlertingStand;
import dev.muninn.alert.api.JsonBody;
import dev.muninn.alert.incident.IncidentEvent;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscalationsTest {

    private static final String ROTA =
            """
            {"name":"web","zone":"UTC","start":"2026-03-01","handOver":"09:00","turn":"daily",
             "people":[{"name":"Ada","receiver":"ada"},{"name":"Bo","receiver":"bo"}]}
            """;

    private static final String POLICY =
            """
            {"name":"web","matchers":"severity=\\"critical\\"",
             "steps":[{"after":"10m","rota":"web"},{"after":"30m","receiver":"bo"}]}
            """;

    @TempDir private Path folder;

    private AlertingStand stand;
    private OnCallBook book;
    private Escalations escalations;

    @BeforeEach
    void open() {
        stand = new AlertingStand(folder);
        openBooks();
        book.save(OnCallJson.rota(JsonBody.read(ROTA.getBytes(StandardCharsets.UTF_8))));
        savePolicy(POLICY);
    }

    private void openBooks() {
        book = OnCallBook.open(stand.database());
        escalations =
                Escalations.open(stand.database(), book, stand.incidents(), stand.notifications());
    }

    private void savePolicy(String json) {
        book.save(OnCallJson.policy(JsonBody.read(json.getBytes(StandardCharsets.UTF_8))));
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private void pass(Duration time) {
        stand.pass(time);
        stand.incidents().settle();
        escalations.take(stand.clock().millis());
    }

    private void fire(String severity) throws InterruptedException {
        stand.fire("alertname", "Down", "severity", severity);
        pass(Duration.ofSeconds(10));
        stand.told("/");
    }

    @Test
    void whoIsOnCallIsToldAndThenTheNextReceiver() throws Exception {
        fire("critical");
        pass(Duration.ofMinutes(9));
        assertThat(stand.unread()).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(stand.told("/ada")).contains("escalation: not acknowledged for 10m");
        pass(Duration.ofMinutes(20));
        assertThat(stand.told("/bo")).contains("not acknowledged for 30m");
        pass(Duration.ofMinutes(20));
        assertThat(stand.unread()).isEmpty();
        assertThat(stand.incidents().story(1))
                .filteredOn(event -> event.kind() == IncidentEvent.Kind.ESCALATED)
                .extracting(IncidentEvent::story)
                .containsExactly(
                        "nobody acknowledged for 10m: ada (on call in web) is told",
                        "nobody acknowledged for 30m: bo is told");
    }

    @Test
    void anAcknowledgementStopsItUntilItRunsOut() throws Exception {
        fire("critical");
        stand.acknowledge("Down", "ada", "50m");
        pass(Duration.ofMinutes(50));
        assertThat(stand.unread()).isEmpty();
        pass(Duration.ofMinutes(10));
        assertThat(stand.told("/ada")).contains("not acknowledged for 10m");
    }

    @Test
    void aRestartNeitherForgetsNorRepeatsAStep() throws Exception {
        fire("critical");
        pass(Duration.ofMinutes(10));
        stand.told("/ada");
        assertThat(stand.unread()).isEmpty();
        stand.restart();
        openBooks();
        pass(Duration.ofMinutes(5));
        assertThat(stand.unread()).isEmpty();
        pass(Duration.ofMinutes(15));
        assertThat(stand.told("/bo")).contains("not acknowledged for 30m");
    }

    @Test
    void whoWasToldHearsTheEnd() throws Exception {
        fire("critical");
        pass(Duration.ofMinutes(10));
        stand.told("/ada");
        stand.end("alertname", "Down", "severity", "critical");
        pass(Duration.ofMinutes(1));
        assertThat(stand.told("/ada")).contains("all alerts resolved", "\"status\":\"resolved\"");
        pass(Duration.ofMinutes(1));
        assertThat(stand.unread()).doesNotContain("http://127.0.0.1:1/ada");
    }

    @Test
    void repeatsBeginAfterTheLastStep() throws Exception {
        savePolicy(POLICY.replace("}]}", "}],\"repeats\":1}"));
        fire("critical");
        pass(Duration.ofMinutes(10));
        stand.told("/ada");
        pass(Duration.ofMinutes(20));
        stand.told("/bo");
        pass(Duration.ofMinutes(9));
        assertThat(stand.unread()).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(stand.told("/ada")).contains("not acknowledged for 40m");
    }

    @Test
    void otherAlertsDoNotEscalate() throws Exception {
        fire("warning");
        pass(Duration.ofMinutes(50));
        assertThat(stand.unread()).isEmpty();
    }

    @Test
    void aReceiverThatIsGoneIsToldInTheStory() throws Exception {
        savePolicy(POLICY.replace("\"bo\"", "\"gone\""));
        fire("critical");
        pass(Duration.ofMinutes(30));
        assertThat(stand.incidents().story(1))
                .extracting(IncidentEvent::story)
                .contains(
                        "nobody acknowledged for 30m, but gone cannot be told: there is no such"
                                + " receiver with a channel");
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> savePolicy(POLICY.replace("\"rota\":\"web\"", "\"rota\":\"x\"")))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("no rota \"x\"");
        assertThatThrownBy(() -> savePolicy(POLICY.replace("30m", "5m")))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("not in the order of their times");
        assertThatThrownBy(() -> book.removeRota("web"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("change it first");
    }
}
