package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a value of theirs into one of ours and back; null where it has no meaning for us. */
@FunctionalInterface
interface Codec {

    Codec TEXT = Codec::asText;
    Codec NUMBER = Codec::asNumber;

    /** Whole numbers, also those that came as text or with a decimal point. */
    Codec COUNT = Codec::asCount;

    Codec TRUTH = only(JsonNode::isBoolean);

    /** A truth or the limit up to which it holds. */
    Codec TRUTH_OR_NUMBER = theirs -> theirs.isBoolean() ? theirs : asNumber(theirs);

    Codec TEXTS = only(theirs -> isListOf(theirs, JsonNode::isTextual));
    Codec NUMBERS = only(theirs -> isListOf(theirs, JsonNode::isNumber));

    /** An object whose members are the same here and there. */
    Codec OBJECT = only(JsonNode::isObject);

    /** A plain decimal number that a double holds as it is written. */
    Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?");

    @Nullable JsonNode read(JsonNode theirs);

    /** What is once ours is mostly written as it is. */
    default JsonNode write(JsonNode ours) {
        return ours;
    }

    private static Codec only(Predicate<JsonNode> test) {
        return theirs -> test.test(theirs) ? theirs : null;
    }

    private static boolean isListOf(JsonNode list, Predicate<JsonNode> test) {
        return list.isArray() && list.valueStream().allMatch(test);
    }

    private static @Nullable JsonNode asText(JsonNode theirs) {
        if (theirs.isNumber() || theirs.isBoolean()) {
            return text(theirs.asText());
        }
        return theirs.isTextual() ? theirs : null;
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    private static @Nullable JsonNode asNumber(JsonNode theirs) {
        if (theirs.isNumber()) {
            return theirs;
        }
        String text = theirs.isTextual() ? theirs.textValue() : "";
        if (!DECIMAL.matcher(text).matches()) {
            return null;
        }
        return text.contains(".")
                ? JsonNodeFactory.instance.numberNode(Double.parseDouble(text))
                : JsonNodeFactory.instance.numberNode(Long.parseLong(text));
    }

    private static @Nullable JsonNode asCount(JsonNode theirs) {
        JsonNode number = asNumber(theirs);
        return number == null || Math.abs(number.doubleValue()) > 1e9
                ? null
                : JsonNodeFactory.instance.numberNode((int) number.doubleValue());
    }

    /** Words, written as {@code theirs=ours} or as one word where they are the same. */
    static Codec words(String... pairs) {
        Map<String, String> ours = new LinkedHashMap<>();
        Map<String, String> theirs = new LinkedHashMap<>();
        for (String pair : pairs) {
            String[] sides = pair.split("=", 2);
            ours.put(sides[0], sides[sides.length - 1]);
            theirs.putIfAbsent(sides[sides.length - 1], sides[0]);
        }
        return new Codec() {
            @Override
            public @Nullable JsonNode read(JsonNode value) {
                String word = ours.get(value.asText());
                return word == null || value.isContainerNode() ? null : text(word);
            }

            @Override
            public JsonNode write(JsonNode value) {
                return text(theirs.getOrDefault(value.asText(), value.asText()));
            }
        };
    }
}
