package dev.muninn.web.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.Dashboards;
import dev.muninn.catalog.Edit;
import dev.muninn.catalog.GrafanaBoards;
import dev.muninn.catalog.GrafanaBoards.Counts;
import dev.muninn.catalog.GrafanaBoards.Reading;
import dev.muninn.catalog.SaveOutcome;
import dev.muninn.model.MuninnException;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Imports dashboards of Grafana: what would come of one first, then, if asked to, saves it. */
final class ImportRoute {

    private static final String INPUT = "input.";

    private final Dashboards dashboards;

    ImportRoute(Catalog catalog) {
        dashboards = catalog.dashboards();
    }

    List<Route> routes() {
        return List.of(Route.send("/api/v1/import/grafana", this::read));
    }

    private void read(Call call) {
        Parameters parameters = call.parameters();
        Reading reading = GrafanaBoards.read(CatalogJson.body(call), inputs(parameters));
        if (parameters.has("folder")
                && reading.dashboard().path("metadata") instanceof ObjectNode metadata) {
            metadata.put("folder", parameters.get("folder"));
        }
        boolean isRefused = parameters.get("strict").equals("true") && reading.hasLosses();
        if (!parameters.get("save").equals("true") || isRefused) {
            CatalogJson.answer(call, isRefused ? 422 : 200, json(reading, false));
            return;
        }
        SaveOutcome outcome = save(reading.dashboard(), parameters.get("overwrite").equals("true"));
        if (outcome instanceof SaveOutcome.Saved saved) {
            Reading kept =
                    new Reading(
                            saved.document(), reading.counts(), reading.report(), reading.inputs());
            CatalogJson.answer(call, 201, json(kept, true));
        } else {
            SaveAnswer.give(call, 201, outcome);
        }
    }

    private SaveOutcome save(ObjectNode dashboard, boolean mayOverwrite) {
        Edit edit = new Edit(Edit.ANONYMOUS, "imported from Grafana", Edit.Source.IMPORT);
        String uid = dashboard.path("metadata").path("uid").asText();
        if (mayOverwrite && !uid.isEmpty()) {
            try {
                long there = dashboards.get(uid).path("metadata").path("version").asLong();
                return dashboards.save(uid, dashboard, there, edit);
            } catch (MuninnException e) {
                if (e.kind() != MuninnException.Kind.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return dashboards.create(dashboard, edit);
    }

    private static Map<String, String> inputs(Parameters parameters) {
        Map<String, String> inputs = new HashMap<>();
        parameters
                .first()
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(INPUT)) {
                                inputs.put(name.substring(INPUT.length()), value);
                            }
                        });
        return inputs;
    }

    private static ObjectNode json(Reading reading, boolean isSaved) {
        ObjectNode json = CatalogJson.object();
        json.set("dashboard", reading.dashboard());
        Counts counts = reading.counts();
        json.putObject("counts")
                .put("panels", counts.panels())
                .put("native", counts.natives())
                .put("placeholders", counts.placeholders())
                .put("rows", counts.rows())
                .put("queries", counts.queries())
                .put("promql", counts.promql())
                .put("variables", counts.variables())
                .put("annotations", counts.annotations());
        json.set("inputs", reading.inputs());
        ArrayNode report = json.putArray("report");
        for (GrafanaBoards.Loss loss : reading.report()) {
            report.addObject()
                    .put("pointer", loss.pointer())
                    .put("severity", loss.severity())
                    .put("reason", loss.reason());
        }
        return json.put("saved", isSaved);
    }
}
