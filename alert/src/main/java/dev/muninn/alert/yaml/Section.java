package dev.muninn.alert.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a YAML file, read key by key; what is wrong goes to the problems. */
public final class Section {

    /** The words of YAML 1.1. */
    private static final Set<String> YES =
            Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");

    private static final Set<String> NO =
            Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");

    private final Node node;
    private final Problems problems;
    private final String what;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    public Section(Node node, Problems problems, String what) {
        this.node = node;
        this.problems = problems;
        this.what = what;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key =
                        tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (values.put(key, tuple.getValueNode()) != null) {
                    problems.add(tuple.getKeyNode(), what + " has the key " + key + " twice");
                }
                keys.put(key, tuple.getKeyNode());
            }
        } else if (!isNull(node)) {
            problems.add(node, what + " is no mapping of keys to values");
        }
    }

    public static boolean isNull(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    public Node node() {
        return node;
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The node of a key's value, or of the section where the key is missing. */
    public Node place(String key) {
        return values.getOrDefault(key, node);
    }

    /** The text of a key, or null where it is missing. */
    public @Nullable String text(String key) {
        known.add(key);
        Node value = values.get(key);
        if (value == null || isNull(value)) {
            return null;
        }
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problems.add(value, what + ": " + key + " is no single value");
        return null;
    }

    /** Whether a key says yes, or null where it is missing. */
    public @Nullable Boolean flag(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        if (!isQuoted(key) && YES.contains(text)) {
            return true;
        }
        if (!isQuoted(key) && NO.contains(text)) {
            return false;
        }
        problems.add(
                place(key),
                what + ": " + key + " is \"" + text + "\": it takes true or false, without quotes");
        return null;
    }

    /** Whether a key's value is a text because it stands in quotes. */
    public boolean isQuoted(String key) {
        return values.get(key) instanceof ScalarNode scalar
                && scalar.getScalarStyle() != ScalarStyle.PLAIN
                && scalar.getTag().equals(Tag.STR);
    }

    public List<Node> list(String key) {
        known.add(key);
        Node value = values.get(key);
        if (value == null || isNull(value)) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.add(value, what + ": " + key + " is no list");
        return List.of();
    }

    /** The texts of a list; entries that are no single values are problems. */
    public List<String> textList(String key) {
        List<String> texts = new ArrayList<>();
        for (Node node : list(key)) {
            if (node instanceof ScalarNode scalar) {
                texts.add(isNull(node) ? "" : scalar.getValue());
            } else {
                problems.add(node, what + ": " + key + " has an entry that is no single value");
            }
        }
        return texts;
    }

    /** The section under a key, or null where it is missing. */
    public @Nullable Section section(String key) {
        known.add(key);
        Node value = values.get(key);
        return value == null || isNull(value)
                ? null
                : new Section(value, problems, what + ": " + key);
    }

    /** Whether a name in the mapping under a key has no value. */
    public boolean isNullIn(String key, String name) {
        Section inner = section(key);
        Node value = inner == null ? null : inner.values.get(name);
        return value != null && isNull(value);
    }

    public boolean isMapping(String key) {
        return values.get(key) instanceof MappingNode;
    }

    /** The keys, in their order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** The tree of maps, lists and texts under a key, or null where it is missing. */
    public @Nullable Object tree(String key) {
        known.add(key);
        Node value = values.get(key);
        return value == null ? null : YamlText.tree(value);
    }

    public Problems problems() {
        return problems;
    }

    /** What the section is, for messages. */
    public String what() {
        return what;
    }

    public Map<String, String> texts(String key) {
        known.add(key);
        Map<String, String> texts = new LinkedHashMap<>();
        Node value = values.get(key);
        if (value != null && !isNull(value)) {
            Section section = new Section(value, problems, what + ": " + key);
            for (String name : new ArrayList<>(section.values.keySet())) {
                String text = section.text(name);
                texts.put(name, text == null ? "" : text);
            }
        }
        return texts;
    }

    /** Reports the keys that nobody asked for. */
    public void finish() {
        keys.forEach(
                (key, place) -> {
                    if (!known.contains(key)) {
                        problems.add(
                                place,
                                what
                                        + " has the unknown key \""
                                        + key
                                        + "\"; known are "
                                        + String.join(", ", known));
                    }
                });
    }
}
