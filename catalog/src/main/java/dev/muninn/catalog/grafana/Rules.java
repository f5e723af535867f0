package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the members of an object of theirs are called in ours, used in both directions. Names are
 * paths with dots. A member that no rule knows goes, as it is, under {@link #KEPT} of our object;
 * unless it is empty or named in {@code keep} it is reported.
 */
final class Rules {

    /** Where our objects keep what only Grafana knows. */
    static final String KEPT = "x-grafana";

    private record Rule(String theirs, String ours, Codec codec) {}

    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Rule> byTheirs = new HashMap<>();
    private final Set<String> sections = new HashSet<>();
    private final Set<String> quiet = new HashSet<>();

    /** The name in theirs, the name in ours. */
    Rules rule(String theirs, String ours, Codec codec) {
        Rule rule = new Rule(theirs, ours, codec);
        rules.add(rule);
        byTheirs.put(theirs, rule);
        for (int dot = theirs.indexOf('.'); dot > 0; dot = theirs.indexOf('.', dot + 1)) {
            sections.add(theirs.substring(0, dot));
        }
        return this;
    }

    /** Members called the same here and there. */
    Rules same(Codec codec, String... names) {
        for (String name : names) {
            rule(name, name, codec);
        }
        return this;
    }

    /** Members that mean nothing here, or are read elsewhere: kept without a word. */
    Rules keep(String... names) {
        quiet.addAll(List.of(names));
        return this;
    }

    /** All that another table knows as well, below a section of theirs and one of ours. */
    Rules section(String theirs, String ours, Rules inner) {
        return include(theirs + ".", ours + ".", inner);
    }

    /** All that another table knows, below a section of theirs and directly in ours. */
    Rules lifted(String theirs, Rules inner) {
        return include(theirs + ".", "", inner);
    }

    private Rules include(String theirs, String ours, Rules inner) {
        for (Rule rule : inner.rules) {
            rule(theirs + rule.theirs, ours + rule.ours, rule.codec);
        }
        inner.quiet.forEach(name -> quiet.add(theirs + name));
        return this;
    }

    /** Reads an object of theirs into one of ours. */
    void read(JsonNode theirs, String pointer, ObjectNode ours, LossReport report) {
        ObjectNode kept = Json.object();
        read(theirs, "", pointer, ours, kept, report);
        if (!kept.isEmpty()) {
            ours.set(KEPT, kept);
        }
    }

    private void read(
            JsonNode theirs,
            String prefix,
            String pointer,
            ObjectNode ours,
            ObjectNode kept,
            LossReport report) {
        for (Map.Entry<String, JsonNode> member : theirs.properties()) {
            String name = prefix + member.getKey();
            JsonNode value = member.getValue();
            String at = pointer + Json.pointerPart(member.getKey());
            Rule rule = byTheirs.get(name);
            JsonNode converted = rule == null ? null : rule.codec.read(value);
            if (rule != null && converted != null) {
                Paths.set(ours, rule.ours, converted);
            } else if (value.isObject() && sections.contains(name) && !value.isEmpty()) {
                read(value, name + ".", at, ours, kept, report);
            } else {
                Paths.set(kept, Paths.escaped(prefix, member.getKey()), value);
                if (!isEmpty(value) && !quiet.contains(name)) {
                    report.warn(
                            at,
                            rule == null
                                    ? "\"%s\" is not known here: kept, without effect"
                                            .formatted(name)
                                    : "the value %s is not known here: kept, without effect"
                                            .formatted(shown(value)));
                }
            }
        }
    }

    /** Whether a value says nothing. */
    static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty();
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 57) + "…" : text;
    }

    /** Writes an object of ours into one of theirs. */
    void write(JsonNode ours, ObjectNode theirs) {
        for (Rule rule : rules) {
            JsonNode value = Paths.get(ours, rule.ours);
            if (!value.isMissingNode() && Paths.get(theirs, rule.theirs).isMissingNode()) {
                Paths.set(theirs, rule.theirs, rule.codec.write(value));
            }
        }
        Paths.merge(theirs, ours.path(KEPT));
    }
}
