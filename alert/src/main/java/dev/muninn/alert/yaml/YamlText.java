package dev.muninn.alert.yaml;

import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns the text of a YAML file into its tree of nodes. */
public final class YamlText {

    private static final int MAX_CODE_POINTS = 3_000_000;

    /** Each costs another look at the file. */
    private static final int MAX_TABS = 100;

    private YamlText() {}

    /**
     * The first document of a file, as Prometheus reads it, or null if there is none.
     *
     * @throws MuninnException of kind BAD_INPUT if the text is no YAML
     */
    public static @Nullable Node compose(String file, String text) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setCodePointLimit(MAX_CODE_POINTS)
                        .setSchema(new CoreSchema())
                        .build();
        StringBuilder taken = new StringBuilder(text);
        for (int tabs = 0; ; tabs++) {
            try {
                Iterator<Node> documents =
                        new Compose(settings).composeAllFromString(taken.toString()).iterator();
                return documents.hasNext() ? documents.next() : null;
            } catch (YamlEngineException e) {
                if (tabs == MAX_TABS || !isTabReplaced(taken, e)) {
                    throw new MuninnException(
                            MuninnException.Kind.BAD_INPUT,
                            file + ": " + String.valueOf(e.getMessage()).strip(),
                            e);
                }
            }
        }
    }

    /**
     * A tab may separate a key from its value, which the parser does not know: a space takes its
     * place, so that all other places stay what they are.
     */
    private static boolean isTabReplaced(StringBuilder text, YamlEngineException e) {
        if (!(e instanceof MarkedYamlEngineException marked) || marked.getProblemMark().isEmpty()) {
            return false;
        }
        // Places are counted in code points.
        int at = text.offsetByCodePoints(0, marked.getProblemMark().get().getIndex());
        String line = text.substring(text.lastIndexOf("\n", at - 1) + 1, at);
        if (at >= text.length() || text.charAt(at) != '\t' || line.isBlank()) {
            return false;
        }
        text.setCharAt(at, ' ');
        return true;
    }

    /** The tree of a node: maps, lists, texts, numbers, booleans; null where it is empty. */
    public static @Nullable Object tree(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    map.put(String.valueOf(tree(tuple.getKeyNode())), tree(tuple.getValueNode()));
                }
                yield map;
            }
            case SequenceNode sequence -> {
                List<@Nullable Object> list = new ArrayList<>();
                sequence.getValue().forEach(item -> list.add(tree(item)));
                yield list;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> null;
        };
    }

    private static @Nullable Object scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        try {
            return tag.equals(Tag.INT)
                    ? (Object) Long.valueOf(text)
                    : tag.equals(Tag.FLOAT) ? (Object) Double.valueOf(text) : text;
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
