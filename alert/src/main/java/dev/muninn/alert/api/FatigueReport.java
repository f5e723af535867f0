package dev.muninn.alert.api;

import dev.muninn.alert.journal.PastDelivery;
import dev.muninn.alert.message.MessageAlert;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the messages of some time did to the people who got them. */
final class FatigueReport {

    private static final int NIGHT_FROM = 22;
    private static final int NIGHT_TO = 7;

    private static final int NOISIEST = 20;

    /** Messages read at once; each may be of thousands of alerts. */
    static final int PART = 500;

    private static final int MAX_MESSAGES = 10_000;

    /** As many take a second to be looked at. */
    private static final int MAX_ALERTS = 200_000;

    private final ZoneId zone;
    private final Map<String, Long> perReceiver = new HashMap<>();
    private final Map<String, Long> perAlert = new HashMap<>();
    private final List<Double> lives = new ArrayList<>();
    private final List<Double> delays = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private int messages;
    private int alerts;
    private long atNight;
    private long repeats;
    private long told;

    /**
     * @param zone by whose clock it is night
     */
    FatigueReport(ZoneId zone) {
        this.zone = zone;
    }

    /** Whether it looks at more messages still. */
    boolean hasRoom() {
        return messages < MAX_MESSAGES && alerts < MAX_ALERTS;
    }

    void add(PastDelivery one) {
        messages++;
        alerts += one.message().alerts().size();
        if (one.state().equals("told")) {
            count(one);
            one.message().resolved().forEach(this::addLife);
        }
    }

    /**
     * What was found.
     *
     * @param isWhole whether all messages of the time were looked at, or the newest only
     */
    Object tree(boolean isWhole) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("isWhole", isWhole);
        tree.put("told", told);
        tree.put("atNight", atNight);
        tree.put("repeats", repeats);
        tree.put("receivers", ranked(perReceiver));
        tree.put("noisiest", ranked(perAlert));
        tree.put("resolved", (long) lives.size());
        tree.put("medianLifeSeconds", quantile(lives, 0.5));
        tree.put("p90LifeSeconds", quantile(lives, 0.9));
        tree.put("meanTimeToResolveSeconds", mean(lives));
        tree.put("meanTimeToDetectSeconds", mean(delays));
        tree.put("shortLived", lives.stream().filter(life -> life < 300).count());
        return tree;
    }

    private void count(PastDelivery one) {
        told++;
        perReceiver.merge(one.message().receiver(), 1L, Long::sum);
        Set<String> names = new HashSet<>();
        one.message().alerts().forEach(alert -> names.add(alert.labels().get("alertname")));
        names.forEach(name -> perAlert.merge(name, 1L, Long::sum));
        int hour = Instant.ofEpochMilli(one.createdAtMillis()).atZone(zone).getHour();
        atNight += hour >= NIGHT_FROM || hour < NIGHT_TO ? 1 : 0;
        repeats += one.reason().startsWith("repeat") ? 1 : 0;
        if (one.reason().startsWith("first")) {
            long start = Long.MAX_VALUE;
            for (MessageAlert alert : one.message().alerts()) {
                start = Math.min(start, alert.startsAtMillis());
            }
            delays.add(Math.max(0, one.finishedAtMillis() - start) / 1000.0);
        }
    }

    private void addLife(MessageAlert alert) {
        if (ended.add(alert.fingerprint() + alert.startsAtMillis())) {
            lives.add((alert.endsAtMillis() - alert.startsAtMillis()) / 1000.0);
        }
    }

    private static List<Object> ranked(Map<String, Long> counts) {
        List<Object> ranked = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(NOISIEST)
                .forEach(
                        entry ->
                                ranked.add(
                                        Map.of("name", entry.getKey(), "count", entry.getValue())));
        return ranked;
    }

    private static double quantile(List<Double> values, double share) {
        if (values.isEmpty()) {
            return 0;
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1.0, Math.floor(share * sorted.size())));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
