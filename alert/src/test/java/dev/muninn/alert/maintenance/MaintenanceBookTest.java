package dev.muninn.alert.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.AlertingStand;
import dev.muninn.alert.api.JsonBody;
import dev.muninn.alert.route.Silence;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceBookTest {

    private static final String TONIGHT =
            """
            {"name":"Backup","owner":"ada","matchers":"job=\\"db\\"",
             "cron":"0 22 * * *","length":"2h","zone":"UTC"}
            """;

    @TempDir private Path folder;

    private AlertingStand stand;
    private MaintenanceBook book;

    @BeforeEach
    void open() {
        stand = new AlertingStand(folder);
        book = MaintenanceBook.open(stand.database(), stand.notifications());
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private MaintenanceWindow save(String json) {
        long now = stand.clock().millis();
        return book.save(
                WindowJson.read(JsonBody.read(json.getBytes(StandardCharsets.UTF_8)), now), now);
    }

    private List<Silence> silences() {
        long now = stand.clock().millis();
        return stand.notifications().view().silences().stream()
                .filter(silence -> silence.stateAt(now) != Silence.State.EXPIRED)
                .toList();
    }

    @Test
    void aWindowIsASilenceAheadOfItsTime() {
        save(TONIGHT);
        assertThat(silences())
                .singleElement()
                .matches(silence -> silence.comment().equals("maintenance: Backup"))
                .matches(silence -> silence.createdBy().equals("ada"))
                .matches(
                        silence ->
                                silence.endsAtMillis() - silence.startsAtMillis()
                                        == Duration.ofHours(2).toMillis());
    }

    @Test
    void nobodyIsToldOfWhatIsWorkedOn() throws Exception {
        save("{\"name\":\"Move\",\"matchers\":\"job=\\\"db\\\"\",\"for\":\"30m\"}");
        stand.fire("alertname", "Down", "job", "db");
        stand.fire("alertname", "Late", "job", "web");
        stand.pass(Duration.ofMinutes(1));
        assertThat(stand.told("/")).contains("Late");
        assertThat(stand.unread()).isEmpty();
        stand.pass(Duration.ofMinutes(30));
        assertThat(stand.told("/")).contains("Down");
    }

    @Test
    void theReasonIsNamedWhereSomebodyAsksWhy() {
        save(
                "{\"name\":\"Move\",\"owner\":\"ada\",\"matchers\":\"job=\\\"db\\\"\",\"for\":\"30m\"}");
        assertThat(stand.whyTold("alertname=Down", "job=db"))
                .contains("not told: maintenance: Move, by ada until 2026-03-01T10:50:30Z");
        assertThat(stand.whyTold("alertname=Down", "job=web"))
                .contains("told over hook/webhook[0]");
    }

    @Test
    void eachOccurrenceIsPreparedOnceAlsoAfterARestart() {
        save(TONIGHT);
        book.prepare(stand.clock().millis());
        stand.restart();
        book = MaintenanceBook.open(stand.database(), stand.notifications());
        book.prepare(stand.clock().millis());
        assertThat(silences()).hasSize(1);
        stand.clock().advance(Duration.ofDays(1));
        book.prepare(stand.clock().millis());
        assertThat(silences()).as("the next night").hasSize(1);
    }

    @Test
    void aSilenceThatSomebodyEndedIsNotMadeAgain() {
        save(TONIGHT);
        stand.notifications().silences().expire(silences().getFirst().id());
        stand.clock().advance(Duration.ofMinutes(5));
        book.prepare(stand.clock().millis());
        assertThat(silences()).isEmpty();
    }

    @Test
    void aChangedWindowTakesItsSilencesAlong() {
        MaintenanceWindow window = save(TONIGHT);
        stand.clock().advance(Duration.ofMinutes(1));
        save(
                TONIGHT.replace("=\\\"db\\\"", "=\\\"web\\\"")
                        .replace("{\"name\"", "{\"id\":\"" + window.id() + "\",\"name\""));
        assertThat(silences())
                .singleElement()
                .matches(silence -> silence.matchers().getFirst().text().equals("web"));
        book.remove(window.id(), stand.clock().millis());
        assertThat(silences()).isEmpty();
        assertThat(book.windows()).isEmpty();
    }

    @Test
    void refusesWhatIsOverMatchesAllOrIsNotThere() {
        assertThatThrownBy(
                        () ->
                                save(
                                        """
                                        {"name":"Old","matchers":"a=\\"b\\"",
                                         "from":"2020-01-01T00:00:00Z","to":"2020-01-02T00:00:00Z"}
                                        """))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("would be over already");
        assertThatThrownBy(() -> save(TONIGHT.replace("=\\\"db\\\"", "=~\\\".*\\\"")))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("match everything");
        assertThatThrownBy(() -> book.remove("none", 0))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("no maintenance window none");
    }
}
