package dev.muninn.alert.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How quick people were, and how much of it was noise.
 *
 * @param count incidents that opened in the time
 * @param detect from the first alert to the moment at which people were to be told
 * @param acknowledge from there to the first acknowledgement
 * @param resolve from there to the end
 * @param noise all together
 * @param alerts the same by what fired, the most frequent first
 * @param byHour incidents by the hour of the day in which they opened, 24 of them
 * @param byDay incidents by the day on which they opened
 */
public record IncidentReport(
        long count,
        Spread detect,
        Spread acknowledge,
        Spread resolve,
        Noise noise,
        List<AlertNoise> alerts,
        List<Long> byHour,
        Map<LocalDate, Long> byDay) {

    /** Who is up at these hours was woken. */
    private static final int NIGHT_FROM = 22;

    private static final int NIGHT_TO = 7;

    /** Shorter than it takes to open the laptop. */
    private static final Duration SHORT = Duration.ofMinutes(5);

    /**
     * What nobody needed to be told, at least not then.
     *
     * @param atNight opened between 22 and 7 o'clock
     * @param endedByItself ended within five minutes without anybody's doing
     * @param neverAcknowledged over, and nobody took care
     */
    public record Noise(long atNight, long endedByItself, long neverAcknowledged) {

        static Noise of(List<IncidentSummary> incidents, ZoneId zone) {
            return new Noise(
                    incidents.stream().filter(one -> isAtNight(one, zone)).count(),
                    incidents.stream().filter(IncidentReport::endedByItself).count(),
                    incidents.stream()
                            .filter(one -> !one.isOpen() && !one.wasAcknowledged())
                            .count());
        }
    }

    /** The incidents that one kind of alert made. */
    public record AlertNoise(String title, long count, Noise noise, Spread resolve) {}

    /** Looks at incidents by the clock of a zone. */
    public static IncidentReport of(List<IncidentSummary> incidents, ZoneId zone) {
        Map<String, List<IncidentSummary>> byTitle = new LinkedHashMap<>();
        List<Long> byHour = new ArrayList<>(java.util.Collections.nCopies(24, 0L));
        Map<LocalDate, Long> byDay = new TreeMap<>();
        for (IncidentSummary incident : incidents) {
            byTitle.computeIfAbsent(incident.title(), title -> new ArrayList<>()).add(incident);
            ZonedDateTime opened = opened(incident, zone);
            byHour.set(opened.getHour(), byHour.get(opened.getHour()) + 1);
            byDay.merge(opened.toLocalDate(), 1L, Long::sum);
        }
        List<AlertNoise> alerts = new ArrayList<>();
        byTitle.forEach(
                (title, its) ->
                        alerts.add(
                                new AlertNoise(
                                        title, its.size(), Noise.of(its, zone), resolve(its))));
        alerts.sort(
                Comparator.comparingLong(AlertNoise::count)
                        .reversed()
                        .thenComparing(AlertNoise::title));
        return new IncidentReport(
                incidents.size(),
                Spread.ofMillis(
                        incidents.stream()
                                .map(one -> one.openedMillis() - one.startedMillis())
                                .toList()),
                Spread.ofMillis(
                        incidents.stream()
                                .filter(IncidentSummary::wasAcknowledged)
                                .map(one -> one.care().sinceMillis() - one.openedMillis())
                                .toList()),
                resolve(incidents),
                Noise.of(incidents, zone),
                alerts,
                byHour,
                byDay);
    }

    private static Spread resolve(List<IncidentSummary> incidents) {
        return Spread.ofMillis(
                incidents.stream()
                        .filter(one -> !one.isOpen())
                        .map(IncidentReport::lengthMillis)
                        .toList());
    }

    /** An alert may have ended before anybody was told that it fired. */
    private static long lengthMillis(IncidentSummary incident) {
        return Math.max(0, incident.resolvedMillis() - incident.openedMillis());
    }

    private static boolean endedByItself(IncidentSummary incident) {
        return !incident.isOpen()
                && !incident.wasAcknowledged()
                && lengthMillis(incident) < SHORT.toMillis();
    }

    private static boolean isAtNight(IncidentSummary incident, ZoneId zone) {
        int hour = opened(incident, zone).getHour();
        return hour >= NIGHT_FROM || hour < NIGHT_TO;
    }

    private static ZonedDateTime opened(IncidentSummary incident, ZoneId zone) {
        return Instant.ofEpochMilli(incident.openedMillis()).atZone(zone);
    }
}
