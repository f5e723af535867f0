package dev.muninn.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of labels, sorted by name in {@link Utf8Order}, each name once, no value empty:
 * a label with an empty value is the same as no label.
 */
public final class Labels implements Comparable<Labels> {

    /** The label that holds the metric's name. */
    public static final String METRIC_NAME = "__name__";

    private static final Labels EMPTY = new Labels(new String[0]);

    private final String[] pairs;
    private int hash;

    private Labels(String[] pairs) {
        this.pairs = pairs;
    }

    public static Labels empty() {
        return EMPTY;
    }

    /**
     * Labels of names and values in turn, in any order.
     *
     * @throws IllegalArgumentException if the count is odd or a name occurs twice
     */
    public static Labels of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("odd number of strings: " + namesAndValues.length);
        }
        Builder builder = new Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (builder.pairs.containsKey(namesAndValues[i])) {
                throw new IllegalArgumentException("label name twice: " + namesAndValues[i]);
            }
            builder.set(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /**
     * Labels of names and values in turn that are already sorted, unique and without empty values;
     * the array is taken over and must not change. Only checked by assertion.
     */
    public static Labels ofSorted(String[] pairs) {
        assert isSorted(pairs) : "not sorted: " + Arrays.toString(pairs);
        return pairs.length == 0 ? EMPTY : new Labels(pairs);
    }

    private static boolean isSorted(String[] pairs) {
        for (int i = 2; i < pairs.length; i += 2) {
            if (Utf8Order.compare(pairs[i - 2], pairs[i]) >= 0) {
                return false;
            }
        }
        return pairs.length % 2 == 0;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        Builder builder = new Builder();
        for (int i = 0; i < pairs.length; i += 2) {
            builder.pairs.put(pairs[i], pairs[i + 1]);
        }
        return builder;
    }

    public int size() {
        return pairs.length / 2;
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    public String name(int index) {
        return pairs[2 * index];
    }

    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /** The value of the label, or the empty string where there is none. */
    public String get(String name) {
        String value = find(name);
        return value == null ? "" : value;
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    private @Nullable String find(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    /** The value of {@link #METRIC_NAME}, or the empty string. */
    public String metricName() {
        return get(METRIC_NAME);
    }

    public Labels withoutMetricName() {
        return without(List.of(METRIC_NAME));
    }

    /** These labels less the named ones. */
    public Labels without(Collection<String> names) {
        return filter(names, false);
    }

    /** Only the named ones of these labels. */
    public Labels only(Collection<String> names) {
        return filter(names, true);
    }

    /** These labels with one set, or removed where the value is empty. */
    public Labels with(String name, String value) {
        return toBuilder().set(name, value).build();
    }

    private Labels filter(Collection<String> names, boolean kept) {
        int count = 0;
        String[] left = new String[pairs.length];
        for (int i = 0; i < pairs.length; i += 2) {
            if (names.contains(pairs[i]) == kept) {
                left[count++] = pairs[i];
                left[count++] = pairs[i + 1];
            }
        }
        if (count == pairs.length) {
            return this;
        }
        return count == 0 ? EMPTY : new Labels(Arrays.copyOf(left, count));
    }

    public List<Label> toList() {
        List<Label> list = new ArrayList<>(size());
        for (int i = 0; i < pairs.length; i += 2) {
            list.add(new Label(pairs[i], pairs[i + 1]));
        }
        return list;
    }

    /** Order by the first differing name or value, as Prometheus compares label sets. */
    @Override
    public int compareTo(Labels other) {
        int common = Math.min(pairs.length, other.pairs.length);
        for (int i = 0; i < common; i++) {
            int order = Utf8Order.compare(pairs[i], other.pairs[i]);
            if (order != 0) {
                return order;
            }
        }
        return pairs.length - other.pairs.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Labels labels && Arrays.equals(pairs, labels.pairs);
    }

    @Override
    public int hashCode() {
        int result = hash;
        if (result == 0) {
            result = Arrays.hashCode(pairs);
            hash = result;
        }
        return result;
    }

    /** Prometheus' notation: {@code name{label="value", …}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(metricName()).append('{');
        int start = text.length();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(METRIC_NAME)) {
                continue;
            }
            if (text.length() > start) {
                text.append(", ");
            }
            text.append(pairs[i]).append("=\"");
            text.append(
                    pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
            text.append('"');
        }
        return text.append('}').toString();
    }

    /** Collects labels in any order; the last value set for a name wins. */
    public static final class Builder {

        private final TreeMap<String, String> pairs = new TreeMap<>(Utf8Order.COMPARATOR);

        private Builder() {}

        /** Sets a label; an empty value removes it. */
        public Builder set(String name, String value) {
            if (value.isEmpty()) {
                pairs.remove(name);
            } else {
                pairs.put(name, value);
            }
            return this;
        }

        public Builder remove(String name) {
            pairs.remove(name);
            return this;
        }

        /** The value set so far, or the empty string. */
        public String get(String name) {
            return pairs.getOrDefault(name, "");
        }

        public Labels build() {
            if (pairs.isEmpty()) {
                return EMPTY;
            }
            String[] flat = new String[pairs.size() * 2];
            int i = 0;
            for (var entry : pairs.entrySet()) {
                flat[i++] = entry.getKey();
                flat[i++] = entry.getValue();
            }
            return new Labels(flat);
        }
    }
}
