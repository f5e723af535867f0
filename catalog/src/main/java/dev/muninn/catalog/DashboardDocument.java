package dev.muninn.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dashboard's JSON, read for what the tables need to know of it. */
record DashboardDocument(ObjectNode json) {

    /** What the server says of a dashboard; never taken from a client, nor kept in the document. */
    private static final List<String> SERVERS_OWN =
            List.of(
                    "name",
                    "version",
                    "createdBy",
                    "createdAt",
                    "updatedBy",
                    "updatedAt",
                    "readOnly",
                    "origin");

    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]{2,}");

    /** Text to search in; longer than this it costs more than it finds. */
    private static final int MAX_SEARCH_TEXT = 20_000;

    /** The document without the server's own members, known by this uid. */
    static DashboardDocument toStore(ObjectNode sent, String uid) {
        ObjectNode json = sent.deepCopy();
        ObjectNode metadata = metadataOf(json);
        metadata.remove(SERVERS_OWN);
        metadata.put("uid", uid);
        return new DashboardDocument(json);
    }

    private static ObjectNode metadataOf(ObjectNode json) {
        return json.path("metadata") instanceof ObjectNode metadata
                ? metadata
                : json.putObject("metadata");
    }

    static DashboardDocument parse(String text) {
        return new DashboardDocument(Json.parseObject(text));
    }

    private JsonNode spec() {
        return json.path("spec");
    }

    ObjectNode metadata() {
        return metadataOf(json);
    }

    String uid() {
        return Json.text(json.path("metadata"), "uid", "");
    }

    String title() {
        return Json.text(spec(), "title", "");
    }

    String description() {
        return Json.text(spec(), "description", "");
    }

    /** The folder's uid, empty for the top. */
    String folder() {
        return Json.text(json.path("metadata"), "folder", "");
    }

    Set<String> tags() {
        Set<String> tags = new TreeSet<>();
        json.path("metadata").path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    /** The version that was edited, as the document says; 0 if it does not. */
    long editedVersion() {
        return json.path("metadata").path("version").asLong(0);
    }

    int panels() {
        return spec().path("elements").size();
    }

    /** Title, tags, titles of panels and words of queries, in lower case. */
    String searchText() {
        Set<String> words = new TreeSet<>();
        StringBuilder text = new StringBuilder(title()).append('\n').append(description());
        tags().forEach(tag -> text.append('\n').append(tag));
        for (JsonNode panel : spec().path("elements")) {
            text.append('\n').append(Json.text(panel, "title", ""));
            for (JsonNode query : panel.path("queries")) {
                Matcher names = METRIC.matcher(Json.text(query, "expr", ""));
                while (names.find()) {
                    words.add(names.group());
                }
            }
        }
        text.append('\n').append(String.join(" ", words));
        String lower = text.toString().toLowerCase(Locale.ROOT);
        return lower.substring(0, Math.min(lower.length(), MAX_SEARCH_TEXT));
    }

    /** Takes places out of the layout whose panel is gone, and rows that thereby become empty. */
    void removeEmptyPlaces() {
        removeEmptyPlaces(spec().path("layout"));
    }

    private void removeEmptyPlaces(JsonNode layout) {
        if (layout.path("items") instanceof ArrayNode items) {
            remove(items, item -> !spec().path("elements").has(Json.text(item, "element", "")));
        }
        for (String parts : List.of("rows", "tabs")) {
            if (layout.path(parts) instanceof ArrayNode list) {
                remove(list, this::becomesEmpty);
            }
        }
    }

    private boolean becomesEmpty(JsonNode part) {
        JsonNode inner = part.path("layout");
        boolean wasEmpty = inner.path("items").isEmpty();
        removeEmptyPlaces(inner);
        return !wasEmpty && inner.path("items").isEmpty();
    }

    private static void remove(ArrayNode list, Predicate<JsonNode> isSuperfluous) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (isSuperfluous.test(list.get(i))) {
                list.remove(i);
            }
        }
    }

    String text() {
        return Json.write(json);
    }
}
