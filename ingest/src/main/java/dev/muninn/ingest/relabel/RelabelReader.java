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
            RelabelAction action = action(section.text("action", RelabelAction.REPLACE.word()));
            checkFields(section, action);
            return new RelabelRule(
                    section.texts("source_labels"),
                    section.text("separator", RelabelRule.DEFAULT_SEPARATOR),
                    regex,
                    section.count("modulus", 0),
                    section.text("target_label", ""),
                    section.text("replacement", RelabelRule.DEFAULT_REPLACEMENT),
                    action);
        } catch (MuninnException e) {
            throw section.fault("action", String.valueOf(e.getMessage()));
        }
    }

    /** Refuses what an action would never look at: who wrote it wants something else. */
    private static void checkFields(YamlSection section, RelabelAction action) {
        switch (action) {
            case LOWERCASE, UPPERCASE -> {
                if (isChanged(section, "replacement", RelabelRule.DEFAULT_REPLACEMENT)) {
                    throw MuninnException.badInput(
                            "'replacement' can not be set for " + action.word() + " action");
                }
            }
            case KEEPEQUAL, DROPEQUAL ->
                    checkOthers(
                            section,
                            action,
                            section.has("regex"),
                            "'source_labels' and 'target_label'");
            case LABELDROP, LABELKEEP ->
                    checkOthers(
                            section,
                            action,
                            section.has("source_labels")
                                    || !section.text("target_label", "").isEmpty(),
                            "'regex'");
            case REPLACE, KEEP, DROP, HASHMOD, LABELMAP -> {}
        }
    }

    private static void checkOthers(
            YamlSection section, RelabelAction action, boolean hasOther, String needed) {
        if (hasOther
                || section.count("modulus", 0) != 0
                || isChanged(section, "separator", RelabelRule.DEFAULT_SEPARATOR)
                || isChanged(section, "replacement", RelabelRule.DEFAULT_REPLACEMENT)) {
            throw MuninnException.badInput(
                    action.word() + " action requires only " + needed + ", and no other fields");
        }
    }

    private static boolean isChanged(YamlSection section, String key, String otherwise) {
        return !section.text(key, otherwise).equals(otherwise);
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
