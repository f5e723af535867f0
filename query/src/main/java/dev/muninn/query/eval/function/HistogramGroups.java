package dev.muninn.query.eval.function;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.series.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The series of a vector as histograms: those that differ only in their bucket label belong
 * together, and so does a native one with the labels of the others.
 */
final class HistogramGroups {

    private static final String BUCKET = "le";

    /** A series of a classic histogram, or one that should be. */
    record Member(int series, double upperBound) {}

    /** One histogram's series. */
    static final class Group {

        private final Labels labels;
        private final List<Member> buckets = new ArrayList<>();
        private int whole = -1;
        private boolean dropsName;

        private Group(Labels labels) {
            this.labels = labels;
        }

        Labels labels() {
            return labels;
        }

        /** By upper bound. */
        List<Member> buckets() {
            return buckets;
        }

        /** The series that has no proper bucket label, thus can be native only; or -1. */
        int whole() {
            return whole;
        }

        boolean dropsName() {
            return dropsName;
        }
    }

    private HistogramGroups() {}

    static List<Group> of(Columns columns) {
        Map<Labels, Group> groups = new LinkedHashMap<>();
        List<String> bucket = List.of(BUCKET);
        for (int i = 0; i < columns.size(); i++) {
            Labels labels = columns.labels(i);
            Double upperBound = upperBound(labels.get(BUCKET));
            Group group =
                    groups.computeIfAbsent(
                            upperBound == null ? labels : labels.without(bucket), Group::new);
            if (upperBound == null) {
                group.whole = i;
            } else {
                group.buckets.add(new Member(i, upperBound));
            }
            group.dropsName |= columns.dropsName(i);
        }
        for (Group group : groups.values()) {
            group.buckets.sort(Comparator.comparingDouble(Member::upperBound));
        }
        return List.copyOf(groups.values());
    }

    static String bucketLabel(Labels labels) {
        return labels.get(BUCKET);
    }

    private static @Nullable Double upperBound(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "+inf", "inf", "+infinity", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            case "" -> null;
            default -> {
                char last = text.charAt(text.length() - 1);
                try {
                    // Java takes a type letter and white space, which make no number elsewhere.
                    yield Character.isDigit(last) || last == '.' ? Double.valueOf(text) : null;
                } catch (NumberFormatException e) {
                    yield null;
                }
            }
        };
    }
}
