package dev.muninn.catalog.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema (2020-12) that values are checked with. It knows the keywords that our schemas use:
 * type, enum, const, properties, patternProperties, additionalProperties, required, items, the
 * bounds of lengths and numbers, pattern, {@code $ref} within the schema, allOf, if and then. Safe
 * for any thread.
 */
public final class JsonSchema {

    /** Enough to mend a document in one go, and no flood. */
    private static final int MAX_PROBLEMS = 50;

    /** Longer lists of what would be right help nobody. */
    private static final int MAX_NAMED = 16;

    private final JsonNode root;
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    public JsonSchema(JsonNode root) {
        this.root = root;
    }

    /** All that is wrong with the value, empty if nothing is. */
    public List<SchemaProblem> check(JsonNode value) {
        Checking checking = new Checking();
        checking.check(value, root, "");
        return checking.problems;
    }

    private Pattern pattern(String text) {
        return patterns.computeIfAbsent(text, Pattern::compile);
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode target = schema;
        while (target.has("$ref")) {
            target = root.at(target.get("$ref").textValue().substring(1));
        }
        return target;
    }

    private boolean accepts(JsonNode schema, JsonNode value) {
        Checking checking = new Checking();
        checking.check(value, schema, "");
        return checking.problems.isEmpty();
    }

    /** One run over one value. */
    private final class Checking {

        private final List<SchemaProblem> problems = new ArrayList<>();

        private void add(String path, String message) {
            if (problems.size() < MAX_PROBLEMS) {
                problems.add(new SchemaProblem(path, message));
            }
        }

        void check(JsonNode value, JsonNode reference, String path) {
            JsonNode schema = resolve(reference);
            if (schema.isBoolean()) {
                if (!schema.booleanValue()) {
                    add(path, "nothing may stand here");
                }
                return;
            }
            if (!hasRightType(value, schema.path("type"))) {
                add(path, "is %s, must be %s".formatted(kindOf(value), types(schema.get("type"))));
                return;
            }
            checkChoice(value, schema, path);
            if (value.isTextual()) {
                checkText(value.textValue(), schema, path);
            } else if (value.isNumber()) {
                checkNumber(value, schema, path);
            } else if (value.isArray()) {
                checkArray(value, schema, path);
            } else if (value instanceof ObjectNode object) {
                checkObject(object, schema, path);
            }
            for (JsonNode part : schema.path("allOf")) {
                check(value, part, path);
            }
            if (schema.has("if") && accepts(schema.get("if"), value)) {
                check(value, schema.get("then"), path);
            }
        }

        private void checkChoice(JsonNode value, JsonNode schema, String path) {
            JsonNode constant = schema.get("const");
            if (constant != null && !constant.equals(value)) {
                add(path, "is %s, must be %s".formatted(shown(value), constant));
            }
            JsonNode choices = schema.get("enum");
            if (choices != null) {
                List<String> named = new ArrayList<>();
                for (JsonNode choice : choices) {
                    if (choice.equals(value)) {
                        return;
                    }
                    named.add(choice.asText());
                }
                add(path, "is %s, must be one of %s".formatted(shown(value), list(named)));
            }
        }

        private void checkText(String text, JsonNode schema, String path) {
            int length = text.codePointCount(0, text.length());
            if (length < schema.path("minLength").asInt(0)) {
                add(path, "is empty");
            }
            int maximum = schema.path("maxLength").asInt(Integer.MAX_VALUE);
            if (length > maximum) {
                add(path, "has %d characters, at most %d are allowed".formatted(length, maximum));
            }
            JsonNode pattern = schema.get("pattern");
            if (pattern != null && !pattern(pattern.textValue()).matcher(text).find()) {
                add(path, "\"%s\" does not match %s".formatted(text, pattern.textValue()));
            }
        }

        private void checkNumber(JsonNode value, JsonNode schema, String path) {
            double number = value.doubleValue();
            if (number < schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)) {
                add(path, "is %s, must be at least %s".formatted(value, schema.get("minimum")));
            }
            if (number > schema.path("maximum").asDouble(Double.POSITIVE_INFINITY)) {
                add(path, "is %s, must be at most %s".formatted(value, schema.get("maximum")));
            }
        }

        private void checkArray(JsonNode value, JsonNode schema, String path) {
            int maximum = schema.path("maxItems").asInt(Integer.MAX_VALUE);
            if (value.size() > maximum) {
                add(path, "has %d items, at most %d are allowed".formatted(value.size(), maximum));
                return;
            }
            JsonNode items = schema.get("items");
            for (int i = 0; items != null && i < value.size(); i++) {
                check(value.get(i), items, path + "/" + i);
            }
        }

        private void checkObject(ObjectNode value, JsonNode schema, String path) {
            for (JsonNode required : schema.path("required")) {
                if (!value.has(required.textValue())) {
                    add(path, "lacks \"" + required.textValue() + "\"");
                }
            }
            int maximum = schema.path("maxProperties").asInt(Integer.MAX_VALUE);
            if (value.size() > maximum) {
                add(path, "has %d keys, at most %d are allowed".formatted(value.size(), maximum));
                return;
            }
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                JsonNode rule = ruleFor(member.getKey(), schema);
                String at = path + Json.pointerPart(member.getKey());
                if (rule == null) {
                    add(at, "is unknown" + known(schema));
                } else {
                    check(member.getValue(), rule, at);
                }
            }
        }

        private @Nullable JsonNode ruleFor(String key, JsonNode schema) {
            JsonNode own = schema.path("properties").get(key);
            if (own != null) {
                return own;
            }
            for (Map.Entry<String, JsonNode> entry :
                    schema.path("patternProperties").properties()) {
                if (pattern(entry.getKey()).matcher(key).find()) {
                    return entry.getValue();
                }
            }
            JsonNode others = schema.path("additionalProperties");
            return others.isBoolean() && !others.booleanValue() ? null : others;
        }
    }

    private static String known(JsonNode schema) {
        List<String> names = new ArrayList<>();
        Iterator<String> keys = schema.path("properties").fieldNames();
        keys.forEachRemaining(names::add);
        String extension = "keys of your own start with x-";
        return names.isEmpty() ? ": " + extension : "; known are " + list(names) + "; " + extension;
    }

    private static boolean hasRightType(JsonNode value, JsonNode type) {
        if (type.isTextual()) {
            return isOf(value, type.textValue());
        }
        boolean fits = !type.isArray();
        for (JsonNode one : type) {
            fits |= isOf(value, one.textValue());
        }
        return fits;
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.canConvertToExactIntegral();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("no type of JSON Schema: " + type);
        };
    }

    private static String types(@Nullable JsonNode type) {
        if (type == null || !type.isArray()) {
            return type == null ? "anything" : article(type.textValue());
        }
        List<String> names = new ArrayList<>();
        type.forEach(one -> names.add(article(one.textValue())));
        return String.join(" or ", names);
    }

    private static String article(String type) {
        return switch (type) {
            case "null" -> "null";
            case "object", "array", "integer" -> "an " + type;
            default -> "a " + type;
        };
    }

    private static String kindOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> "null";
            case OBJECT, ARRAY ->
                    "an " + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
            default -> shown(value);
        };
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 80 ? text.substring(0, 77) + "…" : text;
    }

    private static String list(List<String> names) {
        return names.size() <= MAX_NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MAX_NAMED)) + " and others";
    }
}
