package dev.muninn.ingest.relabel;

import com.google.re2j.Pattern;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads relabel rules in the form that Prometheus gave them. */
public final class RelabelReader {

    private RelabelReader() {}

    /**
     * The rules under a key.
     *
     * @throws MuninnException of kind BAD_INPUT with line and key
     */
    public static Relabeling read(YamlSection parent, String key) {
        List<RelabelRule> rules = new ArrayList<>();
        for (YamlSection section : parent.sections(key)) {
            rules.add(rule(section));
            section.finish();
        }
        return new Relabeling(rules);
    }

    private static RelabelRule rule(YamlSection section) {
        Pattern regex;
        try {
            regex = RelabelRule.compile(section.text("regex", RelabelRule.DEFAULT_REGEX));
        } catch (MuninnException e) {
            throw section.fault("regex", String.valueOf(e.getMessage()));
        }
        try {
            return new RelabelRule(
                    section.texts("source_labels"),
                    section.text("separator", RelabelRule.DEFAULT_SEPARATOR),
                    regex,
                    section.size("modulus"),
                    section.text("target_label", ""),
                    section.text("replacement", RelabelRule.DEFAULT_REPLACEMENT),
                    action(section.text("action", RelabelAction.REPLACE.word())));
        } catch (MuninnException e) {
            throw section.fault("action", String.valueOf(e.getMessage()));
        }
    }

    private static RelabelAction action(String word) {
        for (RelabelAction action : RelabelAction.values()) {
            if (action.word().equalsIgnoreCase(word)) {
                return action;
            }
        }
        List<String> words =
                Arrays.stream(RelabelAction.values()).map(RelabelAction::word).toList();
        throw MuninnException.badInput(
                "relabel action \"" + word + "\" is not known; there are " + words);
    }
}
