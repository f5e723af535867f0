package dev.muninn.alert.config;

import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.yaml.Section;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads the matchers of a section in their old and new forms, which may be mixed. */
final class MatcherReader {

    private final Section section;
    private final MatcherSyntax syntax;

    MatcherReader(Section section, MatcherSyntax syntax) {
        this.section = section;
        this.syntax = syntax;
    }

    /** The matchers under three keys, in the order in which Alertmanager keeps them. */
    List<Matcher> read(String equalKey, String patternKey, String matchersKey) {
        List<Matcher> matchers = new ArrayList<>();
        for (Map.Entry<String, String> equal : section.texts(equalKey).entrySet()) {
            checkName(equalKey, equal.getKey());
            matchers.add(Matcher.equal(equal.getKey(), equal.getValue()));
        }
        section.texts(patternKey)
                .forEach((name, pattern) -> addPattern(patternKey, name, pattern, matchers));
        for (String text : section.textList(matchersKey)) {
            try {
                matchers.addAll(syntax.parse(text));
            } catch (MuninnException e) {
                problem(matchersKey, String.valueOf(e.getMessage()));
            }
        }
        matchers.sort(
                Comparator.comparing(Matcher::name)
                        .thenComparing(Matcher::text)
                        .thenComparing(Matcher::kind));
        return List.copyOf(matchers);
    }

    private void addPattern(String key, String name, String pattern, List<Matcher> matchers) {
        checkName(key, name);
        if (section.isNullIn(key, name)) {
            problem(key, "invalid regexp value for \"" + name + "\"");
            return;
        }
        try {
            matchers.add(MatcherSyntax.matcher(Matcher.Kind.REGEXP, name, pattern));
        } catch (MuninnException e) {
            problem(key, String.valueOf(e.getMessage()));
        }
    }

    private void checkName(String key, String name) {
        boolean isValid =
                syntax == MatcherSyntax.UTF8
                        ? !name.isEmpty()
                        : name.matches("[a-zA-Z_][a-zA-Z0-9_]*");
        if (!isValid) {
            problem(key, "invalid label name \"" + name + "\"");
        }
    }

    private void problem(String key, String message) {
        section.problems().add(section.place(key), section.what() + ": " + message);
    }
}
