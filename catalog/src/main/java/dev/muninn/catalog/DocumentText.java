package dev.muninn.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import dev.muninn.model.MuninnException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Documents as text: JSON and YAML, read and written. */
public final class DocumentText {

    private DocumentText() {}

    /**
     * Reads a JSON object.
     *
     * @throws MuninnException of kind BAD_INPUT, with line and column
     */
    public static ObjectNode readJson(String text) {
        return Json.parseObject(text);
    }

    /**
     * Reads a YAML mapping; JSON is YAML, too.
     *
     * @throws MuninnException of kind BAD_INPUT, with line and column
     */
    public static ObjectNode readYaml(String text) {
        try {
            Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
            if (ofYaml(load.loadFromString(text)) instanceof ObjectNode object) {
                return object;
            }
        } catch (YamlEngineException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "the text is no valid YAML: " + e.getMessage(),
                    e);
        }
        throw MuninnException.badInput("the text is no mapping of keys to values");
    }

    private static JsonNode ofYaml(@Nullable Object value) {
        return switch (value) {
            case null -> Json.object().nullNode();
            case Map<?, ?> map -> {
                ObjectNode object = Json.object();
                map.forEach((key, item) -> object.set(String.valueOf(key), ofYaml(item)));
                yield object;
            }
            case Iterable<?> list -> {
                ArrayNode array = Json.array();
                list.forEach(item -> array.add(ofYaml(item)));
                yield array;
            }
            case Boolean bool -> Json.object().booleanNode(bool);
            case Integer number -> Json.object().numberNode(number);
            case Long number -> Json.object().numberNode(number);
            case BigInteger number -> Json.object().numberNode(number);
            case Double number -> Json.object().numberNode(number);
            default -> Json.object().textNode(value.toString());
        };
    }

    public static String writeJson(ObjectNode document) {
        return Json.writePretty(document) + "\n";
    }

    public static String writeYaml(ObjectNode document) {
        DumpSettings settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(120).build();
        Object plain = plain(document);
        return new Dump(settings).dumpToString(plain == null ? Map.of() : plain);
    }

    private static @Nullable Object plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                value.properties()
                        .forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.forEach(item -> list.add(plain(item)));
                yield list;
            }
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.numberValue();
            case NULL, MISSING -> null;
            default -> value.asText();
        };
    }
}
