package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;

/** Options of panels whose form differs, not only their name. */
final class OptionExtras {

    static final Form FORM =
            new Form()
                    .values("legend.showLegend")
                    .list("sortBy", new Form().texts("displayName").values("desc"))
                    .objects("stateFilter", "text");

    private OptionExtras() {}

    /** Reads what the rules of a kind leave to this. */
    static void read(String kind, JsonNode theirs, ObjectNode ours) {
        JsonNode legend = theirs.path("legend");
        boolean isHidden =
                legend.path("showLegend").isBoolean() && !legend.path("showLegend").booleanValue();
        if (isHidden && !kind.equals("heatmap")) {
            Paths.set(ours, "legend.mode", ours.textNode("hidden"));
        }
        JsonNode calcs = ours.path("reduce").path("calcs");
        if (!calcs.isEmpty()) {
            Paths.set(ours, "reduce.calc", calcs.get(0));
        }
        switch (kind) {
            case "table" -> sorting(theirs, ours);
            case "alertList" -> alertStates(theirs, ours);
            default -> {}
        }
        forgetWhatWasRead(kind, ours);
    }

    private static void sorting(JsonNode theirs, ObjectNode ours) {
        if (!(theirs.path("sortBy") instanceof ArrayNode list)) {
            return;
        }
        ArrayNode sortBy = ours.putArray("sortBy");
        for (JsonNode one : list) {
            if (one.path("displayName").isTextual()) {
                sortBy.addObject()
                        .put("field", one.path("displayName").textValue())
                        .put("desc", one.path("desc").asBoolean());
            }
        }
    }

    private static void alertStates(JsonNode theirs, ObjectNode ours) {
        ArrayNode show = ours.putArray("show");
        JsonNode filter = theirs.path("stateFilter");
        for (String state :
                new String[] {"firing", "pending", "noData", "normal", "error", "recovering"}) {
            if (filter.path(state).asBoolean()) {
                show.add(state);
            }
        }
        if (show.isEmpty()) {
            ours.remove("show");
        }
    }

    private static void forgetWhatWasRead(String kind, ObjectNode ours) {
        if (ours.path(Rules.KEPT) instanceof ObjectNode kept) {
            if (kind.equals("table")) {
                kept.remove("sortBy");
            }
            if (kept.isEmpty()) {
                ours.remove(Rules.KEPT);
            }
        }
    }

    /** Writes what {@link #read} has read. */
    static void write(String kind, JsonNode ours, ObjectNode theirs) {
        if (theirs.path("legend") instanceof ObjectNode legend && !legend.has("showLegend")) {
            boolean isHidden = legend.path("displayMode").asText().equals("hidden");
            legend.put("showLegend", !isHidden);
        }
        if (kind.equals("table") && ours.path("sortBy") instanceof ArrayNode list) {
            ArrayNode sortBy = theirs.putArray("sortBy");
            for (JsonNode one : list) {
                sortBy.addObject()
                        .put("displayName", Json.text(one, "field", ""))
                        .put("desc", one.path("desc").asBoolean());
            }
        }
        if (ours.path("reduce").has("calc") && !ours.path("reduce").has("calcs")) {
            Paths.set(
                    theirs,
                    "reduceOptions.calcs",
                    Json.array().add(ours.path("reduce").get("calc")));
        }
        if (kind.equals("alertList") && theirs.path("stateFilter").isMissingNode()) {
            ObjectNode filter = theirs.putObject("stateFilter");
            ours.path("show").forEach(state -> filter.put(state.asText(), true));
        }
    }
}
