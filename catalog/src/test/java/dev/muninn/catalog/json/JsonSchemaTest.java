package dev.muninn.catalog.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {

    private static final JsonSchema SCHEMA =
            new JsonSchema(
                    Json.parse(
                            """
                            {"type": "object",
                             "properties": {
                               "kind": {"enum": ["a", "b"]},
                               "count": {"type": "integer", "minimum": 1, "maximum": 5},
                               "name": {"type": "string", "minLength": 1, "maxLength": 3, "pattern": "^[a-z]*$"},
                               "list": {"type": "array", "items": {"$ref": "#/$defs/part"}, "maxItems": 2},
                               "either": {"type": ["string", "null"]},
                               "a/b": {"type": "boolean"}},
                             "patternProperties": {"^x-": {}},
                             "additionalProperties": false,
                             "required": ["kind"],
                             "allOf": [{"if": {"properties": {"kind": {"const": "b"}}, "required": ["kind"]},
                               "then": {"required": ["count"]}}],
                             "$defs": {"part": {"type": "object", "required": ["id"]}}}
                            """));

    private static List<String> problems(String value) {
        return SCHEMA.check(Json.parse(value)).stream()
                .map(problem -> problem.path() + ": " + problem.message())
                .toList();
    }

    @Test
    void acceptsWhatIsRight() {
        assertThat(
                        problems(
                                """
                                {"kind": "b", "count": 5, "name": "abc", "list": [{"id": 1, "z": 2}],
                                 "either": null, "x-own": [1]}
                                """))
                .isEmpty();
    }

    @Test
    void namesEveryPlaceAndWhatWouldBeRight() {
        assertThat(problems("{\"kind\": \"c\", \"count\": 9, \"name\": \"ABCD\", \"nmae\": 1}"))
                .containsExactly(
                        "/kind: is \"c\", must be one of a, b",
                        "/count: is 9, must be at most 5",
                        "/name: has 4 characters, at most 3 are allowed",
                        "/name: \"ABCD\" does not match ^[a-z]*$",
                        "/nmae: is unknown; known are kind, count, name, list, either, a/b; keys of your own start with x-");
    }

    @Test
    void followsReferencesIntoLists() {
        assertThat(problems("{\"kind\": \"a\", \"list\": [{\"id\": 1}, {}]}"))
                .containsExactly("/list/1: lacks \"id\"");
        assertThat(problems("{\"kind\": \"a\", \"list\": [1, 2, 3]}"))
                .containsExactly("/list: has 3 items, at most 2 are allowed");
    }

    @Test
    void asksForMoreWhereACaseApplies() {
        assertThat(problems("{\"kind\": \"b\"}")).containsExactly(": lacks \"count\"");
        assertThat(problems("{\"kind\": \"a\"}")).isEmpty();
    }

    @Test
    void namesTypesInWordsAndEscapesPaths() {
        assertThat(problems("{\"kind\": \"a\", \"count\": 1.5, \"either\": [], \"a/b\": 1}"))
                .containsExactly(
                        "/count: is 1.5, must be an integer",
                        "/either: is an array, must be a string or null",
                        "/a~1b: is 1, must be a boolean");
        assertThat(problems("[]")).containsExactly(": is an array, must be an object");
    }
}
