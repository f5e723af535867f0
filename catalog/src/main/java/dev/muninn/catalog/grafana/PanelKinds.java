package dev.muninn.catalog.grafana;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which kind of panel of ours shows what a kind of theirs shows. */
final class PanelKinds {

    private static final Map<String, String> OURS = new LinkedHashMap<>();

    static {
        // The first of several with the same kind is the one that is written.
        OURS.put("timeseries", "timeseries");
        OURS.put("stat", "stat");
        OURS.put("gauge", "gauge");
        OURS.put("bargauge", "bargauge");
        OURS.put("table", "table");
        OURS.put("piechart", "pie");
        OURS.put("grafana-piechart-panel", "pie");
        OURS.put("heatmap", "heatmap");
        OURS.put("heatmap-new", "heatmap");
        OURS.put("state-timeline", "stateTimeline");
        OURS.put("status-history", "statusHistory");
        OURS.put("text", "text");
        OURS.put("alertlist", "alertList");
        OURS.put("dashlist", "dashboardList");
        OURS.put("barchart", "barchart");
        OURS.put("histogram", "histogram");
    }

    private PanelKinds() {}

    static Optional<String> ours(String theirs) {
        return Optional.ofNullable(OURS.get(theirs));
    }

    static Optional<String> theirs(String ours) {
        return OURS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(ours))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
