package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import java.util.Optional;
import java.util.Set;

/** Reads one panel; a kind that is not shown here becomes a placeholder that keeps all of it. */
final class PanelReader {

    static final Rules PANEL =
            new Rules()
                    .same(Codec.TEXT, "title", "description")
                    .same(Codec.TRUTH, "transparent")
                    .rule("repeat", "repeat.variable", Codec.TEXT)
                    .rule(
                            "repeatDirection",
                            "repeat.direction",
                            Codec.words("h=horizontal", "v=vertical"))
                    .rule("maxPerRow", "repeat.maxPerRow", Codec.COUNT)
                    .rule("timeFrom", "time.from", Codec.TEXT)
                    .rule("timeShift", "time.shift", Codec.TEXT)
                    .rule("hideTimeOverride", "time.hideNote", Codec.TRUTH)
                    .rule("interval", "step", Codec.TEXT)
                    .rule("maxDataPoints", "maxPoints", Codec.NUMBER)
                    .rule("cacheTimeout", "cacheFor", Codec.TEXT)
                    .keep("id", "pluginVersion", "error", "editable", "isNew", "span", "height")
                    .keep("renderer", "repeatIteration", "repeatPanelId", "repeatByRow")
                    .keep("scopedVars", "queryCachingTTL", "x", "y", "w", "h", "$$hashKey")
                    .keep("datasource", "hasRefreshed", "libraryPanel", "minSpan", "headings")
                    .keep("repeatDirection", "repeatRowId");

    /** Members that are read by themselves. */
    private static final Set<String> PARTS =
            Set.of(
                    "type",
                    "gridPos",
                    "targets",
                    "transformations",
                    "options",
                    "fieldConfig",
                    "links");

    private static final Form FORM =
            new Form()
                    .lists("targets", "transformations", "links")
                    .objects("options", "fieldConfig", "gridPos", "libraryPanel")
                    .textOrObject("datasource")
                    .texts("datasource.type", "datasource.uid", "libraryPanel.name")
                    .values("id", "span", "height", "repeatDirection", "libraryPanel.uid")
                    .values("gridPos.x", "gridPos.y", "gridPos.w", "gridPos.h");

    private final LossReport report;

    PanelReader(LossReport report) {
        this.report = report;
    }

    ObjectNode read(ObjectNode theirs, String pointer) {
        FORM.check(theirs, pointer, report);
        OldForms.of(theirs).check(theirs, pointer, report);
        ObjectNode panel = OldPanels.modernise(theirs);
        String type = Json.text(panel, "type", "");
        Optional<String> kind = PanelKinds.ours(type);
        ObjectNode ours = Json.object();
        ours.put("kind", kind.orElse("placeholder"));
        common(panel, pointer, ours);
        if (kind.isPresent()) {
            look(panel, kind.get(), pointer, ours);
        } else {
            placeholder(panel, type, pointer, ours);
        }
        return ours;
    }

    private void common(ObjectNode panel, String pointer, ObjectNode ours) {
        ObjectNode plain = panel.deepCopy();
        plain.remove(PARTS);
        PANEL.read(plain, pointer, ours, report);
        PlacesReader.dropEmptyRepeat(ours);
        String source = Sources.variable(panel.path("datasource"));
        if (!source.isEmpty()) {
            ours.put("source", source);
        }
        if (panel.path("links") instanceof ArrayNode links && !links.isEmpty()) {
            ours.set("links", new LinkReader(report).panelLinks(links, pointer + "/links"));
        }
        if (panel.path("targets") instanceof ArrayNode targets) {
            ours.set(
                    "queries",
                    new QueryReader(report)
                            .read(targets, panel.path("datasource"), pointer + "/targets"));
        }
        if (panel.path("transformations") instanceof ArrayNode transforms
                && !transforms.isEmpty()) {
            ours.set(
                    "transforms",
                    new TransformReader(report).read(transforms, pointer + "/transformations"));
        }
    }

    private void look(ObjectNode panel, String kind, String pointer, ObjectNode ours) {
        ObjectNode options = Json.object();
        if (panel.path("options") instanceof ObjectNode theirs) {
            OptionRules.of(kind).read(theirs, pointer + "/options", options, report);
            OptionExtras.FORM.check(theirs, pointer + "/options", report);
            OptionExtras.read(kind, theirs, options);
        }
        ours.set("options", options);
        ours.set(
                "field",
                new FieldReader(report).read(panel.path("fieldConfig"), pointer + "/fieldConfig"));
    }

    private void placeholder(ObjectNode panel, String type, String pointer, ObjectNode ours) {
        String reason =
                type.isEmpty()
                        ? "the panel does not say what kind it is"
                        : "panels of the kind \"%s\" are not shown here".formatted(type);
        ObjectNode options = ours.putObject("options");
        options.put("was", type).put("reason", reason);
        ObjectNode kept =
                ours.path(Rules.KEPT) instanceof ObjectNode there
                        ? there
                        : ours.putObject(Rules.KEPT);
        for (String part : new String[] {"options", "fieldConfig"}) {
            if (panel.has(part)) {
                kept.set(part, panel.get(part));
            }
        }
        report.lost(pointer + "/type", reason + ": a placeholder keeps it");
    }
}
