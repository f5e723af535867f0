package dev.muninn.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a YAML file, read key by key; what is wrong goes to the problems. */
final class Section {

    private final Node node;
    private final Problems problems;
    private final String what;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    Section(Node node, Problems problems, String what) {
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

    static boolean isNull(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    Node node() {
        return node;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The node of a key's value, or of the section where the key is missing. */
    Node place(String key) {
        return values.getOrDefault(key, node);
    }

    /** The text of a key, or null where it is missing. */
    @Nullable String text(String key) {
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

    List<Node> list(String key) {
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

    Map<String, String> texts(String key) {
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
    void finish() {
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
