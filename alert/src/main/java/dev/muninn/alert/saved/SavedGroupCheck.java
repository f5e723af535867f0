package dev.muninn.alert.saved;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rulefile.RuleFile;
import dev.muninn.alert.yaml.Mistake;
import dev.muninn.query.QueryEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what is wrong with a rule group that somebody wants to save. */
public final class SavedGroupCheck {

    /** Names stand in headings and addresses. */
    private static final int MAX_NAME_CHARS = 100;

    /** Some thousand rules; who has more keeps them in files. */
    private static final int MAX_DOCUMENT_CHARS = 1 << 20;

    private final RuleOptions options;
    private final QueryEngine engine;

    public SavedGroupCheck(RuleOptions options, QueryEngine engine) {
        this.options = options;
        this.engine = engine;
    }

    /**
     * All that is wrong with it, by the rules for files.
     *
     * @param file what groups of its folder have as their file
     */
    public List<Mistake> mistakes(SavedGroup asked, GroupDocument document, String file) {
        List<Mistake> mistakes = new ArrayList<>();
        checkName("folder", asked.folder(), mistakes);
        if (!asked.name().isEmpty()) {
            // That it is empty is found by the reader of files.
            checkName("name", asked.name(), mistakes);
        }
        if (asked.document().length() > MAX_DOCUMENT_CHARS) {
            mistakes.add(
                    new Mistake(
                            "",
                            "the group has %d characters, limit %d: keep such groups in rule files"
                                    .formatted(asked.document().length(), MAX_DOCUMENT_CHARS)));
            return mistakes;
        }
        mistakes.addAll(document.mistakes());
        String text = document.file(asked.name());
        for (Mistake mistake : RuleFile.mistakes(file, text, options, engine::format)) {
            mistakes.add(mistake.within("/groups/0"));
        }
        return mistakes;
    }

    private static void checkName(String what, String name, List<Mistake> mistakes) {
        if (name.isBlank()) {
            mistakes.add(new Mistake("/" + what, what + " must not be empty"));
        } else if (name.length() > MAX_NAME_CHARS) {
            mistakes.add(
                    new Mistake(
                            "/" + what,
                            "%s has %d characters, limit %d: shorten it"
                                    .formatted(what, name.length(), MAX_NAME_CHARS)));
        } else if (!name.equals(name.strip()) || name.chars().anyMatch(Character::isISOControl)) {
            mistakes.add(new Mistake("/" + what, what + " has line breaks, or spaces around it"));
        }
    }

    /** Mistakes as trees of path and message. */
    public static List<Object> trees(List<Mistake> mistakes) {
        List<Object> trees = new ArrayList<>();
        for (Mistake mistake : mistakes) {
            Map<String, String> tree = new LinkedHashMap<>();
            tree.put("path", mistake.path());
            tree.put("message", mistake.message());
            trees.add(tree);
        }
        return trees;
    }
}
