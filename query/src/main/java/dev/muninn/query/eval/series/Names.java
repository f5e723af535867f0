package dev.muninn.query.eval.series;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.number.NumberText;
import java.util.List;
import java.util.regex.Pattern;

/** The labels that name a metric or describe it: what goes when a value stops being that metric. */
public final class Names {

    public static final List<String> LABELS = List.of(Labels.METRIC_NAME, "__type__", "__unit__");

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private Names() {}

    public static Labels off(Labels labels) {
        return isOn(labels) ? labels.without(LABELS) : labels;
    }

    /** Whether there is any of these labels. */
    public static boolean isOn(Labels labels) {
        // Labels are sorted and these begin with underscores, which few others do.
        for (int i = 0; i < labels.size(); i++) {
            String name = labels.name(i);
            if (name.startsWith("__") && LABELS.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** As Prometheus writes label sets in messages: the name among the others, in braces. */
    public static String text(Labels labels) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < labels.size(); i++) {
            String name = labels.name(i);
            text.append(i == 0 ? "" : ", ")
                    .append(PLAIN_NAME.matcher(name).matches() ? name : NumberText.quoted(name))
                    .append('=')
                    .append(NumberText.quoted(labels.value(i)));
        }
        return text.append('}').toString();
    }
}
