package dev.muninn.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The dashboards that come with Muninn. One is offered while all metrics that its {@code x-needs}
 * names are there; a panel with an {@code x-needs} of its own is left out while its metrics are
 * not.
 */
public final class ReadyBoards {

    /** The uid of the folder that they seem to be in. */
    public static final String FOLDER = "muninn";

    /** The title of that folder. */
    public static final String FOLDER_TITLE = "Muninn";

    private static final String NEEDS = "x-needs";

    private static final List<String> NAMES =
            List.of(
                    "executive",
                    "host",
                    "infrastructure",
                    "application-micrometer",
                    "application-opentelemetry",
                    "jvm",
                    "postgresql",
                    "redis",
                    "muninn",
                    "feature-template");

    private final Map<String, ObjectNode> boards = new LinkedHashMap<>();
    private final Predicate<String> hasMetric;

    ReadyBoards(Predicate<String> hasMetric) {
        this.hasMetric = hasMetric;
        for (String name : NAMES) {
            ObjectNode board = read("boards/" + name + ".json");
            boards.put(new DashboardDocument(board).uid(), board);
        }
    }

    private static ObjectNode read(String resource) {
        try (InputStream bytes = ReadyBoards.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return Json.parseObject(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those whose metrics are there. */
    List<DashboardDocument> offered() {
        List<DashboardDocument> offered = new ArrayList<>();
        boards.keySet()
                .forEach(uid -> find(uid).map(DashboardDocument::new).ifPresent(offered::add));
        return offered;
    }

    /** A board made for what is there; empty if there is nothing it could show. */
    Optional<ObjectNode> find(String uid) {
        return Optional.ofNullable(boards.get(uid))
                .filter(board -> isThere(board.path("metadata").path(NEEDS)))
                .map(this::forWhatIsThere);
    }

    private boolean isThere(JsonNode needs) {
        for (JsonNode metric : needs) {
            if (!hasMetric.test(metric.textValue())) {
                return false;
            }
        }
        return true;
    }

    private ObjectNode forWhatIsThere(ObjectNode template) {
        ObjectNode board = template.deepCopy();
        if (board.path("spec").path("elements") instanceof ObjectNode elements) {
            elements.properties().removeIf(panel -> !isThere(panel.getValue().path(NEEDS)));
            new DashboardDocument(board).removeEmptyPlaces();
            GridGaps.close(board);
        }
        if (board.path("metadata") instanceof ObjectNode metadata) {
            metadata.put("folder", FOLDER);
            metadata.put("name", Uids.slug(new DashboardDocument(board).title()));
            metadata.put("version", 1);
            metadata.put("readOnly", true);
            metadata.put("origin", Edit.MUNINN);
        }
        return board;
    }
}
