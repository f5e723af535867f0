package dev.muninn.alert.route;

import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the alerts that inhibit another. Sources are kept by the values in which targets must
 * agree, so asking costs the same however many there are. Not safe for use by several threads.
 */
public final class Inhibitor {

    private record Source(Labels alert, long endsAtMillis, boolean isTargetToo) {}

    private final List<InhibitRule> rules;
    private final List<Map<Labels, Map<Labels, Source>>> sources = new ArrayList<>();

    public Inhibitor(List<InhibitRule> rules) {
        this.rules = List.copyOf(rules);
        rules.forEach(rule -> sources.add(new HashMap<>()));
    }

    /** Takes note of an alert that fires until a time, or no longer if that time is past. */
    public void note(Labels alert, long endsAtMillis, long nowMillis) {
        for (int i = 0; i < rules.size(); i++) {
            InhibitRule rule = rules.get(i);
            if (!rule.isSource(alert)) {
                continue;
            }
            Labels values = alert.only(rule.equal());
            Map<Labels, Source> same =
                    sources.get(i).computeIfAbsent(values, key -> new LinkedHashMap<>());
            // The latest one is told first, as it is the news.
            same.remove(alert);
            if (endsAtMillis > nowMillis) {
                same.put(alert, new Source(alert, endsAtMillis, rule.isTarget(alert)));
            } else if (same.isEmpty()) {
                sources.get(i).remove(values);
            }
        }
    }

    /** The alerts that keep this one quiet, one of each rule that does; empty if none. */
    public List<Labels> inhibitorsOf(Labels alert, long nowMillis) {
        List<Labels> found = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            InhibitRule rule = rules.get(i);
            if (!rule.isTarget(alert)) {
                continue;
            }
            Map<Labels, Source> same = sources.get(i).get(alert.only(rule.equal()));
            if (same == null) {
                continue;
            }
            boolean isSourceToo = rule.isSource(alert);
            Labels last = null;
            for (Source source : same.values()) {
                if (source.endsAtMillis() > nowMillis && !(isSourceToo && source.isTargetToo())) {
                    last = source.alert();
                }
            }
            if (last != null) {
                found.add(last);
            }
        }
        return found;
    }
}
