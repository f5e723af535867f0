package dev.muninn.ingest.otlp;

import dev.muninn.ingest.otlp.AttributeReader.Attribute;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How OpenTelemetry's names become names of metrics and labels. */
public enum Naming {
    /** Letters, digits and underscores only, with unit and {@code _total} at the end. */
    UNDERSCORES {
        @Override
        String metric(String sent, String sentUnit, MetricKind kind) {
            List<String> words = words(sent);
            UnitWords unit = UnitWords.of(sentUnit);
            addMissing(words, unit.main());
            addMissing(words, unit.per());
            if (kind == MetricKind.COUNTER) {
                words.removeIf("total"::equals);
                words.add("total");
            } else if (kind == MetricKind.GAUGE && sentUnit.equals("1")) {
                words.removeIf("ratio"::equals);
                words.add("ratio");
            }
            String name = String.join("_", words);
            return !name.isEmpty() && Character.isDigit(name.charAt(0)) ? "_" + name : name;
        }

        @Override
        String label(String attribute) {
            int valid = 0;
            while (valid < attribute.length() && isWordChar(attribute.charAt(valid))) {
                valid++;
            }
            if (valid == attribute.length() && valid > 0 && attribute.charAt(0) > '9') {
                return attribute;
            }
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
        String metric(String sent, String sentUnit, MetricKind kind) {
            return sent;
        }

        @Override
        String label(String attribute) {
            return attribute;
        }
    };

    /** The name of a metric as it is stored. */
    abstract String metric(String sent, String sentUnit, MetricKind kind);

    abstract String label(String attribute);

    /** The attributes as labels; values of names that become the same are joined. */
    Labels.Builder labels(List<Attribute> attributes) {
        Labels.Builder labels = Labels.builder();
        for (Attribute attribute : attributes) {
            String name = label(attribute.key());
            if (!name.isEmpty()) {
                String before = labels.get(name);
                labels.set(
                        name,
                        before.isEmpty() ? attribute.value() : before + ";" + attribute.value());
            }
        }
        return labels;
    }

    private static boolean isWordChar(char c) {
        return c == '_'
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9');
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
