package dev.muninn.alert.slo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The series and alerts of an objective: the share of bad events over each window, and alerts where
 * a long and a short window both burn the budget too fast.
 *
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">Alerting on SLOs</a>
 */
public final class SloAlerts {

    private static final String PERIOD = "30d";

    /** The window of which the share over the whole period is made. */
    private static final String BASE = "5m";

    private SloAlerts() {}

    /** A series that is recorded. */
    public record Recorded(String name, String expr, Map<String, String> labels) {}

    /** An alert that may fire. */
    public record Raised(
            String name,
            String expr,
            Map<String, String> labels,
            Map<String, String> annotations) {}

    /**
     * What is recorded, in the order in which it is evaluated.
     *
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT if a query names no window
     */
    public static List<Recorded> series(Slo slo) {
        List<Recorded> series = new ArrayList<>();
        for (String window : windows()) {
            String expr =
                    "("
                            + SloFile.over(slo.errorQuery(), window)
                            + ")\n/\n("
                            + SloFile.over(slo.totalQuery(), window)
                            + ")";
            series.add(recorded("slo:sli_error:ratio_rate" + window, expr, slo, window));
        }
        String base = "slo:sli_error:ratio_rate" + BASE + selector(slo);
        String mean =
                "sum_over_time("
                        + base
                        + "["
                        + PERIOD
                        + "]) / count_over_time("
                        + base
                        + "["
                        + PERIOD
                        + "])";
        series.add(recorded("slo:sli_error:ratio_rate" + PERIOD, mean, slo, PERIOD));
        series.add(recorded("slo:error_budget:ratio", "vector(" + slo.budget() + ")", slo, ""));
        series.add(
                recorded(
                        "slo:current_burn_rate:ratio",
                        withoutWindow(base) + " / " + slo.budget(),
                        slo,
                        ""));
        series.add(
                recorded(
                        "slo:period_error_budget_remaining:ratio",
                        "1 - "
                                + withoutWindow("slo:sli_error:ratio_rate" + PERIOD + selector(slo))
                                + " / "
                                + slo.budget(),
                        slo,
                        ""));
        return series;
    }

    private static Set<String> windows() {
        Set<String> windows = new LinkedHashSet<>();
        for (BurnRate rate : BurnRate.values()) {
            windows.add(rate.shortWindow());
            windows.add(rate.longWindow());
        }
        return windows;
    }

    private static Recorded recorded(String name, String expr, Slo slo, String window) {
        Map<String, String> labels = identity(slo);
        if (!window.isEmpty()) {
            labels.put("sloth_window", window);
        }
        return new Recorded(name, expr, labels);
    }

    /** Labels as Sloth names them, so that its boards show our series. */
    private static Map<String, String> identity(Slo slo) {
        Map<String, String> labels = new LinkedHashMap<>(slo.labels());
        labels.put("sloth_id", slo.id());
        labels.put("sloth_service", slo.service());
        labels.put("sloth_slo", slo.name());
        return labels;
    }

    private static String selector(Slo slo) {
        return "{sloth_id=\"" + slo.id() + "\"}";
    }

    private static String withoutWindow(String series) {
        return "max without (sloth_window) (" + series + ")";
    }

    /** The alerts: one that somebody acts on now, one that can wait; none without a name. */
    public static List<Raised> alerts(Slo slo) {
        return slo.alertName().isEmpty() ? List.of() : List.of(alert(slo, true), alert(slo, false));
    }

    private static Raised alert(Slo slo, boolean isPage) {
        List<String> conditions = new ArrayList<>();
        for (BurnRate rate : BurnRate.values()) {
            if (rate.isPage() == isPage) {
                String limit = " > (" + rate.factor() + " * " + slo.budget() + ")";
                conditions.add(
                        "(\n  max without (sloth_window) (slo:sli_error:ratio_rate"
                                + rate.shortWindow()
                                + selector(slo)
                                + limit
                                + ")\n  and\n  max without (sloth_window) (slo:sli_error:ratio_rate"
                                + rate.longWindow()
                                + selector(slo)
                                + limit
                                + ")\n)");
            }
        }
        Map<String, String> labels = new LinkedHashMap<>(slo.labels());
        labels.put("sloth_severity", isPage ? "page" : "ticket");
        labels.putAll(isPage ? slo.pageLabels() : slo.ticketLabels());
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(
                "summary",
                slo.service() + " spends its error budget for " + slo.name() + " too fast");
        annotations.putAll(slo.annotations());
        return new Raised(slo.alertName(), String.join("\nor\n", conditions), labels, annotations);
    }
}
