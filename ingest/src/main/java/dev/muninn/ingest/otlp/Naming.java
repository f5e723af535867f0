package dev.muninn.ingest.otlp;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How OpenTelemetry's names become names of metrics and labels. */
public enum Naming {
    /** Letters, digits and underscores only, with unit and {@code _total} at the end. */
    UNDERSCORES {
        @Override
        String metric(Metric metric) {
            List<String> words = words(metric.getName());
            UnitWords unit = UnitWords.of(metric.getUnit());
            addMissing(words, unit.main());
            addMissing(words, unit.per());
            if (isCounter(metric)) {
                words.removeIf("total"::equals);
                words.add("total");
            } else if (metric.hasGauge() && metric.getUnit().equals("1")) {
                words.removeIf("ratio"::equals);
                words.add("ratio");
            }
            String name = String.join("_", words);
            return !name.isEmpty() && Character.isDigit(name.charAt(0)) ? "_" + name : name;
        }

        @Override
        String label(String attribute) {
            StringBuilder name = new StringBuilder(attribute.length());
            for (int i = 0; i < attribute.length(); i++) {
                char c = attribute.charAt(i);
                name.append(isWordChar(c) ? c : '_');
            }
            if (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
                return "key_" + name;
            }
            return name.toString();
        }
    },
    /** As the sender writes them; queries then put them in quotes. */
    AS_SENT {
        @Override
        String metric(Metric metric) {
            return metric.getName();
        }

        @Override
        String label(String attribute) {
            return attribute;
        }
    };

    abstract String metric(Metric metric);

    abstract String label(String attribute);

    private static boolean isCounter(Metric metric) {
        return metric.hasSum() && metric.getSum().getIsMonotonic();
    }

    private static boolean isWordChar(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    /** The parts of a name between what is neither a letter nor a digit nor a colon. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : '_';
            if (c == ':' || (c != '_' && isWordChar(c))) {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    private static void addMissing(List<String> words, String unit) {
        if (unit.isEmpty()) {
            return;
        }
        List<String> parts = words(unit.toLowerCase(Locale.ROOT));
        if (!words.containsAll(parts)) {
            words.addAll(parts);
        }
    }
}
