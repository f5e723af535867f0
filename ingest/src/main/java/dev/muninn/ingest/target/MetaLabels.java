package dev.muninn.ingest.target;

import dev.muninn.model.Labels;
import java.util.regex.Pattern;

/** Names of labels that discoveries make of what others named freely. */
public final class MetaLabels {

    private static final Pattern NOT_ALLOWED = Pattern.compile("[^A-Za-z0-9_]");

    private MetaLabels() {}

    /** Sets the label of this prefix and the name, with an underscore for what labels forbid. */
    public static void set(Labels.Builder labels, String prefix, String name, String value) {
        labels.set(prefix + NOT_ALLOWED.matcher(name).replaceAll("_"), value);
    }
}
