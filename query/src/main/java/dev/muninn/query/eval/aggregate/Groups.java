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
