package dev.muninn.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.incident.IncidentReport.Noise;
import dev.muninn.model.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentReportTest {

    private static final long MINUTE = 60_000;

    private static IncidentSummary incident(
            String title, String opened, int acknowledgedAfter, int resolvedAfter) {
        long at = Instant.parse(opened).toEpochMilli();
        return new IncidentSummary(
                at / MINUTE,
                "{}:{alertname=\"" + title + "\"}",
                "hook",
                Labels.of("alertname", title),
                title,
                "critical",
                1,
                at - 2 * MINUTE,
                at,
                acknowledgedAfter < 0
                        ? Incident.Care.NOBODY
                        : new Incident.Care("ada", at + acknowledgedAfter * MINUTE, at),
                resolvedAfter < 0 ? 0 : at + resolvedAfter * MINUTE);
    }

    private static final List<IncidentSummary> INCIDENTS =
            List.of(
                    incident("Disk", "2026-03-01T10:00:00Z", 4, 60),
                    incident("Disk", "2026-03-01T23:30:00Z", -1, 3),
                    incident("Disk", "2026-03-02T03:00:00Z", -1, 4),
                    incident("Load", "2026-03-02T12:00:00Z", 10, 30),
                    incident("Load", "2026-03-02T13:00:00Z", -1, -1));

    @Test
    void timesAreOfThoseThatHaveThem() {
        IncidentReport report = IncidentReport.of(INCIDENTS, ZoneOffset.UTC);
        assertThat(report.count()).isEqualTo(5);
        assertThat(report.detect()).isEqualTo(new Spread(5, 120, 120, 120));
        assertThat(report.acknowledge()).isEqualTo(new Spread(2, 420, 240, 600));
        assertThat(report.resolve()).isEqualTo(new Spread(4, 1455, 240, 3600));
    }

    @Test
    void noiseIsWhatWokePeopleEndedByItselfOrNobodyTook() {
        IncidentReport report = IncidentReport.of(INCIDENTS, ZoneOffset.UTC);
        assertThat(report.noise()).isEqualTo(new Noise(2, 2, 2));
        assertThat(report.alerts())
                .extracting(IncidentReport.AlertNoise::title)
                .containsExactly("Disk", "Load");
        assertThat(report.alerts().getFirst().noise()).isEqualTo(new Noise(2, 2, 2));
        assertThat(report.alerts().getLast().noise()).isEqualTo(new Noise(0, 0, 0));
    }

    @Test
    void nightIsByTheClockOfTheZone() {
        IncidentReport report = IncidentReport.of(INCIDENTS, ZoneId.of("Asia/Tokyo"));
        assertThat(report.noise().atNight()).isEqualTo(1);
        assertThat(report.byHour().get(22)).isEqualTo(1);
        assertThat(report.byDay())
                .containsEntry(LocalDate.of(2026, 3, 1), 1L)
                .containsEntry(LocalDate.of(2026, 3, 2), 4L);
    }

    @Test
    void withoutIncidentsAllIsZero() {
        IncidentReport report = IncidentReport.of(List.of(), ZoneOffset.UTC);
        assertThat(report.resolve()).isEqualTo(new Spread(0, 0, 0, 0));
        assertThat(report.alerts()).isEmpty();
        assertThat(report.byHour()).hasSize(24).containsOnly(0L);
    }
}
