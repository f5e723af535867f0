package dev.muninn.ingest.logs;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.muninn.model.Labels;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule that a user wrote. */
final class OwnRule implements LogRule {

    /** What becomes of the value. */
    enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    /** Where fields come from. */
    enum Format {
        REGEX,
        JSON,
        LOGFMT
    }

    /**
     * What the file says.
     *
     * @param match labels that the stream has to have
     * @param contains a text that the line has to hold; empty for none
     * @param regex with named groups; null for the other formats
     * @param value the field with the value; empty to count lines
     * @param labels fields that become labels
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed, and never compared
    record Definition(
            String name,
            Map<String, String> match,
            String contains,
            Format format,
            @Nullable Pattern regex,
            String metric,
            Type type,
            String value,
            double scale,
            List<String> labels,
            double[] buckets) {}

    private final Definition rule;

    OwnRule(Definition rule) {
        this.rule = rule;
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public boolean apply(LogLine line, RuleSeries into) {
        if (!line.text().contains(rule.contains()) || !hasLabels(line.labels())) {
            return false;
        }
        Fields fields = fields(line.text());
        if (fields == null) {
            return false;
        }
        double value = 1;
        if (!rule.value().isEmpty()) {
            try {
                value = Double.parseDouble(fields.get(rule.value())) * rule.scale();
            } catch (NumberFormatException e) {
                return false;
            }
        }
        Labels.Builder labels = Labels.builder();
        labels.set(Labels.METRIC_NAME, rule.metric()).set("service", line.service());
        for (String label : rule.labels()) {
            labels.set(label, fields.get(label));
        }
        switch (rule.type()) {
            case COUNTER -> into.count(labels.build(), value);
            case GAUGE -> into.set(labels.build(), value);
            case HISTOGRAM -> into.observe(labels.build(), rule.buckets(), value);
        }
        return true;
    }

    private boolean hasLabels(Labels labels) {
        for (Map.Entry<String, String> wanted : rule.match().entrySet()) {
            if (!labels.get(wanted.getKey()).equals(wanted.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Fields by name; the empty text for one that is not there. */
    @FunctionalInterface
    private interface Fields {
        String get(String name);
    }

    private @Nullable Fields fields(String text) {
        return switch (rule.format()) {
            case JSON -> of(FieldReader.json(text));
            case LOGFMT -> of(FieldReader.logfmt(text));
            case REGEX -> groups(text);
        };
    }

    private static @Nullable Fields of(Map<String, String> fields) {
        return fields.isEmpty() ? null : name -> fields.getOrDefault(name, "");
    }

    private @Nullable Fields groups(String text) {
        Pattern regex = rule.regex();
        if (regex == null) {
            return name -> "";
        }
        Matcher matcher = regex.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        return name -> {
            String group = regex.namedGroups().containsKey(name) ? matcher.group(name) : null;
            return group == null ? "" : group;
        };
    }
}
