package dev.muninn.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.AlertingStand;
import dev.muninn.alert.incident.IncidentEvent.Kind;
import dev.muninn.alert.notify.GroupEvent;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.route.Silence;
import dev.muninn.model.MuninnException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentBookTest {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final IncidentQuery EVER =
            new IncidentQuery(0, Long.MAX_VALUE, IncidentQuery.State.ALL, List.of());

    @TempDir private Path folder;

    private AlertingStand stand;

    @BeforeEach
    void open() {
        stand = new AlertingStand(folder);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private List<Incident> all() {
        return stand.incidents().incidents(EVER, null, 100);
    }

    private List<Kind> story(Incident incident) {
        return stand.incidents().story(incident.number()).stream()
                .map(IncidentEvent::kind)
                .toList();
    }

    private void silence(String matchers, Duration length) {
        long now = stand.clock().millis();
        stand.notifications()
                .silences()
                .put(
                        new Silence(
                                "",
                                MatcherSyntax.UTF8.parse(matchers),
                                now,
                                now + length.toMillis(),
                                now,
                                "ada",
                                "we know",
                                Map.of()));
    }

    @Test
    void anIncidentOpensWhenPeopleAreToldAndEndsWithItsLastAlert() throws Exception {
        stand.fire("alertname", "Disk", "host", "a", "severity", "warning");
        assertThat(all()).isEmpty();
        stand.pass(WAIT);
        stand.told("/");
        assertThat(all()).singleElement().matches(Incident::isOpen);
        stand.fire("alertname", "Disk", "host", "b", "severity", "critical");
        stand.pass(MINUTE);
        // What is not told before the next news would be replaced by them.
        assertThat(stand.unread()).isNotEmpty();
        stand.end("alertname", "Disk", "host", "a", "severity", "warning");
        stand.pass(MINUTE);
        assertThat(stand.unread()).isNotEmpty();
        long lastEnd = stand.clock().millis();
        stand.end("alertname", "Disk", "host", "b", "severity", "critical");
        stand.pass(MINUTE);
        assertThat(stand.unread()).isNotEmpty();
        Incident over = all().getFirst();
        assertThat(over.title()).isEqualTo("Disk");
        assertThat(over.severity()).isEqualTo("critical");
        assertThat(over.startedMillis()).isEqualTo(AlertingStand.START);
        assertThat(over.openedMillis()).isEqualTo(AlertingStand.START + WAIT.toMillis());
        assertThat(over.resolvedMillis()).isEqualTo(lastEnd);
        assertThat(story(over))
                .containsExactlyInAnyOrder(
                        Kind.FIRED,
                        Kind.TOLD,
                        Kind.JOINED,
                        Kind.TOLD,
                        Kind.ENDED,
                        Kind.TOLD,
                        Kind.ENDED,
                        Kind.RESOLVED,
                        Kind.TOLD);
    }

    @Test
    void theStorySaysWhoAcknowledgedAndWhoSilenced() throws Exception {
        stand.fire("alertname", "Disk");
        stand.pass(WAIT);
        stand.told("/");
        stand.clock().advance(MINUTE);
        stand.acknowledge("Disk", "bo", "1h");
        stand.acknowledge("Disk", "cy", "2h");
        silence("alertname=\"Disk\"", MINUTE);
        silence("alertname=\"Other\"", MINUTE);
        Incident incident = all().getFirst();
        assertThat(incident.care().person()).isEqualTo("bo");
        assertThat(incident.care().sinceMillis())
                .isEqualTo(incident.openedMillis() + MINUTE.toMillis());
        assertThat(incident.isCaredForAt(stand.clock().millis() + 90 * 60_000L)).isTrue();
        assertThat(stand.incidents().story(incident.number()))
                .filteredOn(event -> !event.person().isEmpty())
                .extracting(event -> event.person() + " " + event.kind().word())
                .containsExactly("bo acknowledged", "cy acknowledged", "ada silenced");
    }

    @Test
    void whatIsSilencedFromTheBeginningIsNoIncident() {
        silence("alertname=\"Disk\"", Duration.ofHours(1));
        stand.fire("alertname", "Disk");
        stand.pass(WAIT);
        stand.pass(MINUTE);
        assertThat(all()).isEmpty();
    }

    @Test
    void aSilencedIncidentEndsAllTheSame() throws Exception {
        stand.fire("alertname", "Disk");
        stand.pass(WAIT);
        stand.told("/");
        silence("alertname=\"Disk\"", Duration.ofHours(1));
        stand.end("alertname", "Disk");
        stand.pass(MINUTE);
        assertThat(all()).singleElement().matches(incident -> !incident.isOpen());
    }

    @Test
    void whatFiresAgainAfterItsEndIsAnotherIncident() throws Exception {
        for (int i = 0; i < 2; i++) {
            stand.fire("alertname", "Disk");
            stand.pass(MINUTE);
            stand.told("/");
            stand.end("alertname", "Disk");
            stand.pass(MINUTE);
            stand.told("/");
        }
        assertThat(all()).extracting(Incident::number).containsExactly(2L, 1L);
        assertThat(all()).noneMatch(Incident::isOpen);
    }

    @Test
    void incidentsAndTheirStoriesSurviveARestart() throws Exception {
        stand.fire("alertname", "Disk");
        stand.pass(WAIT);
        stand.told("/");
        stand.acknowledge("Disk", "bo", "1h");
        stand.restart();
        assertThat(stand.incidents().open())
                .singleElement()
                .matches(Incident::wasAcknowledged)
                .matches(incident -> incident.number() == 1);
        stand.fire("alertname", "Load");
        stand.pass(WAIT);
        stand.end("alertname", "Disk");
        stand.pass(MINUTE);
        assertThat(all()).extracting(Incident::number).containsExactly(2L, 1L);
        assertThat(stand.incidents().incident(1).isOpen()).isFalse();
    }

    @Test
    void anIncidentEndsWhenItsGroupIsGoneWithoutALastWord() {
        stand.fire("alertname", "Disk");
        stand.pass(WAIT);
        assertThat(all()).singleElement().matches(Incident::isOpen);
        long now = stand.clock().millis();
        stand.incidents().accept(new GroupEvent.Counted(Set.of("{}:{alertname=\"Disk\"}"), now));
        assertThat(all()).singleElement().matches(Incident::isOpen);
        stand.incidents().accept(new GroupEvent.Counted(Set.of(), now));
        assertThat(all())
                .singleElement()
                .matches(incident -> incident.resolvedMillis() == now)
                .matches(incident -> !incident.alerts().getFirst().isFiring());
    }

    @Test
    void aStormIsOneLineAndAsManyAlertsAsSomebodyReads() {
        for (int i = 0; i < Incident.MAX_ALERTS + 50; i++) {
            stand.fire("alertname", "Disk", "host", "h" + i);
        }
        stand.pass(WAIT);
        stand.pass(MINUTE);
        Incident incident = all().getFirst();
        assertThat(incident.alerts()).hasSize(Incident.MAX_ALERTS);
        assertThat(stand.incidents().story(incident.number()))
                .filteredOn(event -> event.kind() != Kind.TOLD)
                .singleElement()
                .matches(event -> event.story().contains("and 247 others began"));
        for (int i = 0; i < Incident.MAX_ALERTS + 50; i++) {
            stand.end("alertname", "Disk", "host", "h" + i);
            if (i == Incident.MAX_ALERTS) {
                stand.pass(MINUTE);
                assertThat(all()).singleElement().matches(Incident::isOpen);
            }
        }
        stand.pass(MINUTE);
        assertThat(all()).singleElement().matches(one -> !one.isOpen());
    }

    @Test
    void notesAreKeptAndRefusedWhereThereIsNoIncident() {
        stand.fire("alertname", "Disk");
        stand.pass(WAIT);
        IncidentEvent note =
                new IncidentEvent(stand.clock().millis(), Kind.NOTE, "ada", "a full log folder");
        stand.incidents().add(all().getFirst().number(), note);
        assertThat(stand.incidents().story(1)).contains(note);
        assertThatThrownBy(() -> stand.incidents().add(99, note))
                .isInstanceOf(MuninnException.class)
                .hasMessage("there is no incident 99");
    }
}
