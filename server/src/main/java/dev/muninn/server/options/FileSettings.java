package dev.muninn.server.options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The settings of a YAML file. Sections may be nested or written with dots; every leaf becomes one
 * {@link Setting} with the line it stands in.
 */
final class FileSettings {

    private final String file;
    private final OptionTable table;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<String> problems;

    private FileSettings(String file, OptionTable table, List<String> problems) {
        this.file = file;
        this.table = table;
        this.problems = problems;
    }

    /** Reads a file; what is wrong with its form is added to {@code problems}. */
    static List<Setting> read(Path path, OptionTable table, List<String> problems) {
        FileSettings reader = new FileSettings(path.toString(), table, problems);
        reader.readText(text(path, problems));
        return List.copyOf(reader.settings.values());
    }

    private static String text(Path path, List<String> problems) {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            problems.add(path + ": no such file: create it or name another with --config");
        } catch (IOException | UncheckedIOException e) {
            problems.add(path + ": cannot be read (" + e + "): check that it is UTF-8 text");
        }
        return "";
    }

    private void readText(String text) {
        LoadSettings load = LoadSettings.builder().setLabel(file).build();
        try {
            Optional<Node> root = new Compose(load).composeString(text);
            root.ifPresent(node -> readRoot(node));
        } catch (MarkedYamlEngineException e) {
            problems.add(
                    e.getProblemMark().map(mark -> place(mark).toString()).orElse(file)
                            + ": not valid YAML: "
                            + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(file + ": not valid YAML: " + e.getMessage());
        }
    }

    private void readRoot(Node root) {
        if (root instanceof MappingNode mapping) {
            readSection("", mapping);
        } else if (!isNull(root)) {
            problems.add(place(root) + ": expected keys with values, such as \"web:\"");
        }
    }

    private void readSection(String prefix, MappingNode section) {
        for (NodeTuple tuple : section.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problems.add(place(tuple.getKeyNode()) + ": a key must be plain text");
                continue;
            }
            String key = prefix + name.getValue();
            if (tuple.getValueNode().getAnchor().isPresent()) {
                // Aliases could make a section contain itself, or a small file a huge one.
                problems.add(place(name) + ": " + key + " has an anchor: write the value out");
                continue;
            }
            switch (tuple.getValueNode()) {
                case MappingNode inner -> readSection(key + ".", inner);
                case SequenceNode sequence -> add(key, name, items(key, sequence));
                case Node value when isNull(value) -> readEmpty(key, name);
                case ScalarNode value -> add(key, name, value.getValue());
                case Node other -> problems.add(place(other) + ": " + key + " has no plain value");
            }
        }
    }

    /** A section whose keys are all commented out is fine; a key without value is not. */
    private void readEmpty(String key, Node name) {
        if (table.key(key).isPresent()) {
            problems.add(place(name) + ": " + key + " has no value: give it one or remove it");
        }
    }

    private String items(String key, SequenceNode sequence) {
        List<String> items = new ArrayList<>();
        for (Node node : sequence.getValue()) {
            if (node instanceof ScalarNode item && !item.getValue().contains(",")) {
                items.add(item.getValue());
            } else {
                problems.add(
                        place(node) + ": items of " + key + " must be plain text without commas");
            }
        }
        return String.join(",", items);
    }

    private void add(String key, Node name, String text) {
        Setting before = settings.put(key, new Setting(key, text, place(name)));
        if (before != null) {
            problems.add(
                    place(name)
                            + ": "
                            + key
                            + " is set already at "
                            + before.origin()
                            + ": keep one of the two");
        }
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private Origin.FileLine place(Node node) {
        return node.getStartMark()
                .map(this::place)
                .orElseThrow(() -> new IllegalStateException("node without a mark"));
    }

    private Origin.FileLine place(Mark mark) {
        return new Origin.FileLine(file, mark.getLine() + 1);
    }
}
