package dev.muninn.ingest;

import dev.muninn.ingest.relabel.RelabelReader;
import dev.muninn.ingest.relabel.Relabeling;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.util.Optional;

/** Relabel rules for what is on no way into the store, such as alerts. */
public final class LabelRules {

    private static final String KEY = "relabel_configs";

    private final Relabeling relabeling;

    private LabelRules(Relabeling relabeling) {
        this.relabeling = relabeling;
    }

    /**
     * Reads a list of rules in YAML or JSON.
     *
     * @param where names the rules in messages
     * @throws MuninnException of kind BAD_INPUT with what is wrong
     */
    public static LabelRules parse(String where, String list) {
        YamlSection section = YamlSection.parse("{\"" + KEY + "\": " + list + "}", where);
        return new LabelRules(RelabelReader.read(section, KEY));
    }

    /** The labels after all rules; empty if one of them drops what they belong to. */
    public Optional<Labels> apply(Labels labels) {
        return Optional.ofNullable(relabeling.apply(labels));
    }
}
