package dev.muninn.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.grafana.GrafanaReader;
import dev.muninn.catalog.grafana.GrafanaWriter;
import java.util.List;
import java.util.Map;

/** Dashboards of Grafana, read with a report of what is not taken over, and written. */
public final class GrafanaBoards {

    /**
     * Something that was not taken over as it was.
     *
     * @param pointer its place in the file
     * @param severity info, warn or lost
     */
    public record Loss(String pointer, String severity, String reason) {

        public boolean isLost() {
            return severity.equals("lost");
        }
    }

    /** How much there was of what. */
    public record Counts(
            int panels,
            int placeholders,
            int rows,
            int queries,
            int promql,
            int variables,
            int annotations) {

        /** Panels that are shown as what they are. */
        public int natives() {
            return panels - placeholders;
        }
    }

    /** What came of a file; {@code inputs} is what it asks to be told. */
    public record Reading(
            ObjectNode dashboard, Counts counts, List<Loss> report, ArrayNode inputs) {

        public boolean hasLosses() {
            return report.stream().anyMatch(Loss::isLost);
        }
    }

    private GrafanaBoards() {}

    /**
     * Reads a dashboard of Grafana in any of its forms.
     *
     * @param inputs values for the constants that it asks for
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT if the file holds no dashboard
     */
    public static Reading read(ObjectNode file, Map<String, String> inputs) {
        GrafanaReader.Board board = GrafanaReader.read(file, inputs);
        List<Loss> report =
                board.report().stream()
                        .map(
                                loss ->
                                        new Loss(
                                                loss.pointer(),
                                                loss.severity().word(),
                                                loss.reason()))
                        .toList();
        return new Reading(board.dashboard(), count(board), report, board.inputs());
    }

    private static Counts count(GrafanaReader.Board board) {
        JsonNode spec = board.dashboard().path("spec");
        int placeholders = 0;
        int queries = board.rowQueries();
        int promql = 0;
        for (JsonNode panel : spec.path("elements")) {
            placeholders += panel.path("kind").asText().equals("placeholder") ? 1 : 0;
            for (JsonNode query : panel.path("queries")) {
                queries++;
                promql += query.path("language").asText().equals("other") ? 0 : 1;
            }
        }
        return new Counts(
                spec.path("elements").size(),
                placeholders,
                board.rows(),
                queries,
                promql,
                spec.path("variables").size(),
                spec.path("annotations").size());
    }

    /** The dashboard in the form that Grafana imports. */
    public static ObjectNode write(ObjectNode dashboard) {
        return GrafanaWriter.write(dashboard);
    }
}
