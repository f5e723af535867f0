package dev.muninn.ingest.yaml;

import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file that is read key by key; {@link #finish} refuses the keys that nobody
 * asked for. Every refusal names file, line and key.
 */
public final class YamlSection {

    private static final int MAX_CODE_POINTS = 3_000_000;

    private static final int MAX_ALIASES = 20;

    private static final Set<String> YES =
            Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");

    private static final Set<String> NO =
            Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");

    private final String file;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    private YamlSection(String file, Node node) {
        this.file = file;
        line = line(node);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = scalar(tuple.getKeyNode(), "a key");
                if (values.put(key, tuple.getValueNode()) != null) {
                    throw fault(line(tuple.getKeyNode()), "key " + key + " occurs twice");
                }
                lines.put(key, line(tuple.getKeyNode()));
            }
        } else if (!isNull(node)) {
            throw fault(line, "expected keys with values");
        }
    }

    /** The top section of a file. */
    public static YamlSection parse(String text, String file) {
        return new YamlSection(file, compose(text, file));
    }

    /** The sections of a file that is a list. */
    public static List<YamlSection> parseList(String text, String file) {
        Node node = compose(text, file);
        List<YamlSection> sections = new ArrayList<>();
        if (!(node instanceof SequenceNode list)) {
            throw MuninnException.badInput(file + " line " + line(node) + ": expected a list");
        }
        for (Node item : list.getValue()) {
            sections.add(new YamlSection(file, item));
        }
        return sections;
    }

    private static Node compose(String text, String file) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setCodePointLimit(MAX_CODE_POINTS)
                        .setMaxAliasesForCollections(MAX_ALIASES)
                        .build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .orElseGet(() -> new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK));
        } catch (YamlEngineException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, file + ": " + e.getMessage(), e);
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private String scalar(Node node, String what) {
        if (node instanceof ScalarNode scalar) {
            return isNull(node) ? "" : scalar.getValue();
        }
        throw fault(line(node), what + " has to be a single value");
    }

    private @Nullable Node take(String key) {
        known.add(key);
        return values.get(key);
    }

    /** All keys, in the order of the file. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public String text(String key, String otherwise) {
        Node node = take(key);
        return node == null ? otherwise : scalar(node, key);
    }

    public String requiredText(String key) {
        String text = text(key, "");
        if (text.isEmpty()) {
            throw fault(line, key + " is missing");
        }
        return text;
    }

    /**
     * Whether a key says yes in a word of YAML 1.1, without quotes; one without a value says no.
     */
    public boolean flag(String key, boolean otherwise) {
        Node node = take(key);
        if (node == null) {
            return otherwise;
        }
        String text = scalar(node, key);
        boolean isWord = !isQuoted(node);
        if (isWord && YES.contains(text)) {
            return true;
        }
        if (isNull(node) || isWord && NO.contains(text)) {
            return false;
        }
        throw fault(key, "\"" + text + "\" is neither true nor false, without quotes");
    }

    private static boolean isQuoted(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() != ScalarStyle.PLAIN
                && node.getTag().equals(Tag.STR);
    }

    public Duration duration(String key, Duration otherwise) {
        Node node = take(key);
        if (node == null || isNull(node)) {
            return otherwise;
        }
        try {
            return Measures.duration(scalar(node, key));
        } catch (MuninnException e) {
            throw fault(key, String.valueOf(e.getMessage()));
        }
    }

    /** A count, or a size with a unit such as 10MB; 0 where absent. */
    public long size(String key) {
        return size(key, 0);
    }

    public long size(String key, long otherwise) {
        String text = text(key, "");
        try {
            return text.isEmpty() ? otherwise : Measures.bytes(text);
        } catch (MuninnException e) {
            throw fault(key, String.valueOf(e.getMessage()));
        }
    }

    /** A number of things, without a unit and without quotes. */
    public long count(String key, long otherwise) {
        Node node = take(key);
        if (node == null || isNull(node)) {
            return otherwise;
        }
        String text = scalar(node, key);
        if (isQuoted(node) || !text.matches("[0-9]{1,18}")) {
            throw fault(key, "\"" + text + "\" is no whole number of zero or more, without quotes");
        }
        return Long.parseLong(text);
    }

    /** A list of single values; a single value is a list of one. */
    public List<String> texts(String key) {
        Node node = take(key);
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                texts.add(scalar(item, "an item of " + key));
            }
        } else if (node != null && !isNull(node)) {
            throw fault(key, "expected a list");
        }
        return texts;
    }

    /** Keys that are free to choose, each with one value. */
    public Map<String, String> textMap(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        YamlSection section = section(key);
        if (section != null) {
            section.values.forEach((name, value) -> map.put(name, section.scalar(value, name)));
        }
        return map;
    }

    /** Keys that are free to choose, each with a list. */
    public Map<String, List<String>> textsMap(String key) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        YamlSection section = section(key);
        if (section != null) {
            for (String name : section.values.keySet()) {
                map.put(name, section.texts(name));
            }
        }
        return map;
    }

    public @Nullable YamlSection section(String key) {
        Node node = take(key);
        return node == null || isNull(node) ? null : new YamlSection(file, node);
    }

    public List<YamlSection> sections(String key) {
        Node node = take(key);
        List<YamlSection> sections = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                sections.add(new YamlSection(file, item));
            }
        } else if (node != null && !isNull(node)) {
            throw fault(key, "expected a list");
        }
        return sections;
    }

    /** Notes a key that Prometheus knows and Muninn does not use. */
    public void ignore(String key, List<String> warnings) {
        if (take(key) != null) {
            warnings.add(file + " line " + lineOf(key) + ": " + key + " is not used by Muninn");
        }
    }

    /** Refuses the keys that nobody has asked for. */
    public void finish() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                String nearest = NearestWord.of(key, known);
                throw fault(
                        key,
                        "this key is not known"
                                + (nearest.isEmpty() ? "" : ", " + nearest + " is"));
            }
        }
    }

    public MuninnException fault(String key, String why) {
        return fault(lineOf(key), key + ": " + why);
    }

    private int lineOf(String key) {
        return lines.getOrDefault(key, line);
    }

    private MuninnException fault(int atLine, String why) {
        return MuninnException.badInput(file + " line " + atLine + ": " + why);
    }
}
