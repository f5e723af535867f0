package dev.muninn.catalog.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class TreeMergeTest {

    private static final String BASE =
            """
            {"title": "T", "tags": ["a", "b"],
             "variables": [{"name": "x", "q": 1}, {"name": "y", "q": 2}], "sizes": [1, 2]}
            """;

    private static TreeMerge.Merged merge(String theirs, String ours) {
        return TreeMerge.merge(object(BASE), object(theirs), object(ours));
    }

    private static ObjectNode object(String text) {
        return Json.parseObject(text);
    }

    private static JsonNode json(String text) {
        return Json.parse(text);
    }

    @Test
    void takesEachSidesChanges() {
        TreeMerge.Merged merged =
                merge(
                        BASE.replace("\"T\"", "\"Theirs\"").replace("\"q\": 2", "\"q\": 3"),
                        BASE.replace("[1, 2]", "[9]")
                                .replace("\"q\": 1", "\"q\": 7, \"new\": true"));
        assertThat(merged.conflicts()).isEmpty();
        assertThat(merged.tree())
                .isEqualTo(
                        json(
                                """
                                {"title": "Theirs", "tags": ["a", "b"],
                                 "variables": [{"name": "x", "q": 7, "new": true}, {"name": "y", "q": 3}],
                                 "sizes": [9]}
                                """));
    }

    @Test
    void joinsSetsOfWords() {
        TreeMerge.Merged merged =
                merge(
                        BASE.replace("[\"a\", \"b\"]", "[\"b\", \"c\"]"),
                        BASE.replace("[\"a\", \"b\"]", "[\"a\", \"b\", \"d\"]"));
        assertThat(merged.conflicts()).isEmpty();
        assertThat(merged.tree().get("tags")).isEqualTo(json("[\"b\", \"d\", \"c\"]"));
    }

    @Test
    void keepsWhatOneSideAddsAndDropsWhatItRemoves() {
        TreeMerge.Merged merged =
                merge(
                        BASE.replace("{\"name\": \"x\", \"q\": 1}, ", ""),
                        BASE.replace(
                                "{\"name\": \"y\", \"q\": 2}",
                                "{\"name\": \"y\", \"q\": 2}, {\"name\": \"z\"}"));
        assertThat(merged.conflicts()).isEmpty();
        assertThat(merged.tree().get("variables"))
                .isEqualTo(json("[{\"name\": \"y\", \"q\": 2}, {\"name\": \"z\"}]"));
    }

    @Test
    void takesTheNewOrderOfEitherSide() {
        String turned =
                BASE.replace(
                        "{\"name\": \"x\", \"q\": 1}, {\"name\": \"y\", \"q\": 2}",
                        "{\"name\": \"y\", \"q\": 2}, {\"name\": \"x\", \"q\": 1}");
        String edited = BASE.replace("\"q\": 1", "\"q\": 5");
        JsonNode expected = json("[{\"name\": \"y\", \"q\": 2}, {\"name\": \"x\", \"q\": 5}]");
        assertThat(merge(turned, edited).tree().get("variables")).isEqualTo(expected);
        assertThat(merge(edited, turned).tree().get("variables")).isEqualTo(expected);
    }

    @Test
    void ownSideWinsAConflictThatIsTold() {
        TreeMerge.Merged merged =
                merge(
                        BASE.replace("\"q\": 2", "\"q\": 3").replace("[1, 2]", "[1]"),
                        BASE.replace(", {\"name\": \"y\", \"q\": 2}", "").replace("[1, 2]", "[2]"));
        assertThat(merged.conflicts())
                .extracting(TreeMerge.Conflict::path)
                .containsExactly("/variables/y", "/sizes");
        assertThat(merged.conflicts().getFirst().ours()).isNull();
        assertThat(merged.tree().get("variables")).isEqualTo(json("[{\"name\": \"x\", \"q\": 1}]"));
        assertThat(merged.tree().get("sizes")).isEqualTo(json("[2]"));
    }
}
