package dev.muninn.query.eval.aggregate;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.series.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which group each series belongs to, and the groups' labels in order of their first series. */
final class Groups {

    private final int[] groupOf;
    private final List<Labels> labels;

    private Groups(int[] groupOf, List<Labels> labels) {
        this.groupOf = groupOf;
        this.labels = labels;
    }

    static Groups of(Columns columns, List<String> grouping, boolean isWithout) {
        int[] groupOf = new int[columns.size()];
        List<Labels> labels = new ArrayList<>();
        if (!isWithout && grouping.isEmpty()) {
            labels.add(Labels.empty());
            return new Groups(groupOf, labels);
        }
        if (!isWithout && grouping.size() == 1) {
            return byLabel(columns, grouping.getFirst());
        }
        Map<Labels, Integer> known = new HashMap<>();
        Set<String> names = names(grouping, isWithout);
        for (int i = 0; i < groupOf.length; i++) {
            Labels key = key(columns.labels(i), names, isWithout);
            Integer group = known.get(key);
            if (group == null) {
                group = labels.size();
                known.put(key, group);
                labels.add(key);
            }
            groupOf[i] = group;
        }
        return new Groups(groupOf, labels);
    }

    /** As {@link #of}; the most frequent kind of grouping needs no label sets to compare. */
    private static Groups byLabel(Columns columns, String name) {
        int[] groupOf = new int[columns.size()];
        List<Labels> labels = new ArrayList<>();
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < groupOf.length; i++) {
            String value = columns.labels(i).get(name);
            Integer group = known.get(value);
            if (group == null) {
                group = labels.size();
                known.put(value, group);
                labels.add(value.isEmpty() ? Labels.empty() : Labels.of(name, value));
            }
            groupOf[i] = group;
        }
        return new Groups(groupOf, labels);
    }

    static Set<String> names(List<String> grouping, boolean isWithout) {
        Set<String> names = new HashSet<>(grouping);
        if (isWithout) {
            names.add(Labels.METRIC_NAME);
        }
        return names;
    }

    static Labels key(Labels labels, Set<String> names, boolean isWithout) {
        return isWithout ? labels.without(names) : labels.only(names);
    }

    int count() {
        return labels.size();
    }

    int groupOf(int series) {
        return groupOf[series];
    }

    Labels labels(int group) {
        return labels.get(group);
    }
}
