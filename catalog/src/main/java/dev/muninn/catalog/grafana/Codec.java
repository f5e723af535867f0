package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a value of theirs into one of ours and back; null where it has no meaning for us. */
interface Codec {

    @Nullable JsonNode read(JsonNode theirs);

    JsonNode write(JsonNode ours);

    Codec TEXT =
            new Codec() {
                @Override
                public @Nullable JsonNode read(JsonNode theirs) {
                    return theirs.isTextual()
                            ? theirs
                            : theirs.isNumber() || theirs.isBoolean()
                                    ? text(theirs.asText())
                                    : null;
                }

                @Override
                public JsonNode write(JsonNode ours) {
                    return ours;
                }
            };

    Codec NUMBER =
            new Codec() {
                @Override
                public @Nullable JsonNode read(JsonNode theirs) {
                    if (theirs.isNumber()) {
                        return theirs;
                    }
                    return theirs.isTextual() ? number(theirs.textValue()) : null;
                }

                @Override
                public JsonNode write(JsonNode ours) {
                    return ours;
                }
            };

    /** Whole numbers, also those that came as text or with a decimal point. */
    Codec COUNT =
            new Codec() {
                @Override
                public @Nullable JsonNode read(JsonNode theirs) {
                    JsonNode number = NUMBER.read(theirs);
                    return number == null || Math.abs(number.doubleValue()) > 1e9
                            ? null
                            : JsonNodeFactory.instance.numberNode((int) number.doubleValue());
                }

                @Override
                public JsonNode write(JsonNode ours) {
                    return ours;
                }
            };

    Codec TRUTH =
            new Codec() {
                @Override
                public @Nullable JsonNode read(JsonNode theirs) {
                    return theirs.isBoolean() ? theirs : null;
                }

                @Override
                public JsonNode write(JsonNode ours) {
                    return ours;
                }
            };

    /** A truth or the limit up to which it holds. */
    Codec TRUTH_OR_NUMBER =
            new Codec() {
                @Override
                public @Nullable JsonNode read(JsonNode theirs) {
                    return theirs.isBoolean() || theirs.isNumber() ? theirs : NUMBER.read(theirs);
                }

                @Override
                public JsonNode write(JsonNode ours) {
                    return ours;
                }
            };

    Codec TEXTS =
            new Codec() {
                @Override
                public @Nullable JsonNode read(JsonNode theirs) {
                    return theirs.isArray() && all(theirs, JsonNode::isTextual) ? theirs : null;
                }

                @Override
                public JsonNode write(JsonNode ours) {
                    return ours;
                }
            };

    Codec NUMBERS =
            new Codec() {
                @Override
                public @Nullable JsonNode read(JsonNode theirs) {
                    return theirs.isArray() && all(theirs, JsonNode::isNumber) ? theirs : null;
                }

                @Override
                public JsonNode write(JsonNode ours) {
                    return ours;
                }
            };

    /** An object whose members are the same here and there. */
    Codec OBJECT =
            new Codec() {
                @Override
                public @Nullable JsonNode read(JsonNode theirs) {
                    return theirs.isObject() ? theirs : null;
                }

                @Override
                public JsonNode write(JsonNode ours) {
                    return ours;
                }
            };

    private static boolean all(JsonNode list, java.util.function.Predicate<JsonNode> test) {
        for (JsonNode item : list) {
            if (!test.test(item)) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    private static @Nullable JsonNode number(String text) {
        if (!text.matches("[+-]?\\d{1,15}(\\.\\d{1,15})?")) {
            return null;
        }
        return text.contains(".")
                ? JsonNodeFactory.instance.numberNode(Double.parseDouble(text))
                : JsonNodeFactory.instance.numberNode(Long.parseLong(text));
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
