package dev.muninn.alert.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.alert.yaml.Mistake;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A rule group as people save it: what a group of a rule file has, without its name, and rules that
 * may be paused.
 */
public final class GroupDocument {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private static final String RULES = "rules";
    private static final String PAUSED = "paused";

    private final ObjectNode tree;

    private GroupDocument(ObjectNode tree) {
        this.tree = tree;
    }

    /**
     * The document that was sent.
     *
     * @throws MuninnException of kind BAD_INPUT if it is no JSON object
     */
    public static GroupDocument of(JsonNode sent) {
        if (sent instanceof ObjectNode object) {
            ObjectNode tree = object.deepCopy();
            // The address of the group has it.
            tree.remove("name");
            return new GroupDocument(tree);
        }
        throw MuninnException.badInput("\"group\" is no JSON object with rules");
    }

    /** The document that was kept. */
    public static GroupDocument parse(String text) {
        try {
            return of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT, "a saved rule group is no JSON", e);
        }
    }

    /** As it is kept. */
    public String text() {
        return tree.toString();
    }

    /** As maps, lists, texts and numbers. */
    public Object plainTree() {
        return MAPPER.convertValue(tree, Object.class);
    }

    /** A rule by its name. */
    public record Named(String name, boolean isPaused) {}

    /** The names of its rules, in their order. */
    public List<Named> rules() {
        List<Named> rules = new ArrayList<>();
        for (JsonNode rule : tree.path(RULES)) {
            String name = rule.path(rule.has("alert") ? "alert" : "record").asText();
            rules.add(new Named(name, rule.path(PAUSED).asBoolean()));
        }
        return rules;
    }

    /** What is wrong with what a rule file does not have. */
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        int number = 0;
        for (JsonNode rule : tree.path(RULES)) {
            if (rule.has(PAUSED) && !rule.path(PAUSED).isBoolean()) {
                mistakes.add(
                        new Mistake(
                                "/%s/%d/%s".formatted(RULES, number, PAUSED),
                                "paused is true or false"));
            }
            number++;
        }
        return mistakes;
    }

    /** A rule file with this group; JSON is YAML. */
    public String file(String name) {
        return file(name, true).toString();
    }

    /** A rule file with the rules that are not paused. */
    public String fileToEvaluate(String name) {
        return file(name, false).toString();
    }

    /** The same file for people and for Prometheus. */
    public String yaml(String name) {
        DumpSettings settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setSplitLines(false)
                        .build();
        Object plain = MAPPER.convertValue(file(name, false), Object.class);
        return new Dump(settings).dumpToString(plain);
    }

    private ObjectNode file(String name, boolean withPaused) {
        ObjectNode group = MAPPER.createObjectNode().put("name", name);
        group.setAll(tree.deepCopy());
        if (tree.path(RULES).isArray()) {
            ArrayNode rules = group.putArray(RULES);
            for (JsonNode rule : tree.path(RULES)) {
                if (withPaused || !rule.path(PAUSED).asBoolean()) {
                    rules.add(withoutPause(rule));
                }
            }
        }
        ObjectNode file = MAPPER.createObjectNode();
        file.putArray("groups").add(group);
        return file;
    }

    private static JsonNode withoutPause(JsonNode rule) {
        JsonNode copy = rule.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove(PAUSED);
        }
        return copy;
    }
}
