package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dashboard of Grafana, of schema version 12 and later or of its second form. Whatever the
 * file holds, it ends with a dashboard and a report; the same file gives the same both.
 */
public final class GrafanaReader {

    /**
     * What came of a file.
     *
     * @param dashboard a dashboard of ours
     * @param rows how many rows there were
     * @param rowQueries how many queries these rows have; they are kept and never sent
     * @param inputs what the file asks to be told: {@code name}, {@code label}, {@code kind}
     */
    public record Board(
            ObjectNode dashboard, int rows, int rowQueries, List<Loss> report, ArrayNode inputs) {}

    static final Rules DASHBOARD =
            new Rules()
                    .same(Codec.TEXT, "title", "description")
                    .same(Codec.TRUTH, "editable", "preload")
                    .rule(
                            "graphTooltip",
                            "cursorSync",
                            Codec.words(
                                    "0=off",
                                    "1=crosshair",
                                    "2=tooltip",
                                    "Off=off",
                                    "Crosshair=crosshair",
                                    "Tooltip=tooltip"))
                    .rule("time.from", "time.from", Codec.TEXT)
                    .rule("time.to", "time.to", Codec.TEXT)
                    .rule("timezone", "time.timezone", Codec.TEXT)
                    .rule(
                            "weekStart",
                            "time.weekStart",
                            Codec.words("saturday", "sunday", "monday", "="))
                    .rule("fiscalYearStartMonth", "time.fiscalStartMonth", Codec.COUNT)
                    .rule("timepicker.refresh_intervals", "refresh.choices", Codec.TEXTS)
                    .rule("timepicker.hidden", "time.hidePicker", Codec.TRUTH)
                    .rule("timepicker.nowDelay", "time.nowDelay", Codec.TEXT)
                    .keep("id", "uid", "tags", "version", "schemaVersion", "style", "gnetId")
                    .keep("iteration", "hideControls", "revision", "refresh", "liveNow", "links")
                    .keep("panels", "rows", "templating", "annotations", "sharedCrosshair")
                    .keep("__inputs", "__requires", "__elements", "originalTitle", "snapshot")
                    .keep("timeRangeUpdatedDuringEditOrView", "isSystem", "folderId", "folderUid")
                    .keep("timepicker.time_options", "timepicker.collapse", "timepicker.enable")
                    .keep(
                            "timepicker.notice",
                            "timepicker.now",
                            "timepicker.status",
                            "timepicker.type")
                    .keep("meta", "scopeMeta", "apiVersion", "slug", "message", "overwrite");

    private static final Form FORM =
            new Form()
                    .lists("panels", "rows", "links", "templating.list", "annotations.list")
                    .objects("time", "__elements")
                    .list("timepicker.quick_ranges", new Form().values("from", "to", "display"))
                    .list("__inputs", new Form().texts("name", "type", "label", "value"))
                    .valueLists("tags")
                    .texts("uid")
                    .values("title", "refresh", "liveNow", "sharedCrosshair");

    /** Members that are read by themselves, not kept. */
    private static final List<String> PARTS =
            List.of(
                    "panels",
                    "rows",
                    "templating",
                    "annotations",
                    "links",
                    "tags",
                    "__elements",
                    SecondForm.LAYOUT);

    private final LossReport report;
    private final ObjectNode source;

    private GrafanaReader(ObjectNode source, LossReport report) {
        this.source = source;
        this.report = report;
    }

    /**
     * Reads a file.
     *
     * @param inputs values for the constants that it asks for
     * @throws MuninnException of kind BAD_INPUT if it holds no dashboard at all
     */
    public static Board read(ObjectNode file, Map<String, String> inputs) {
        LossReport report = new LossReport();
        ObjectNode source = SecondForm.toFirst(unwrapped(file), report);
        return new GrafanaReader(Inputs.filledIn(source, inputs), report).read();
    }

    /** The dashboard inside of the frames that Grafana's APIs put around it. */
    private static ObjectNode unwrapped(ObjectNode file) {
        for (String frame : List.of("dashboard", "spec")) {
            boolean isFrame = !file.has("panels") && !file.has("rows") && !file.has("elements");
            if (isFrame && file.path(frame) instanceof ObjectNode inner) {
                return unwrapped(named(inner, file));
            }
        }
        boolean isDashboard =
                file.has("panels")
                        || file.has("rows")
                        || file.has("elements")
                        || file.has("title")
                        || file.has("schemaVersion");
        if (!isDashboard) {
            throw MuninnException.badInput(
                    "the file holds no dashboard of Grafana: it has neither a title nor panels");
        }
        return file;
    }

    /** A resource of Kubernetes' kind has its uid outside. */
    private static ObjectNode named(ObjectNode inner, ObjectNode file) {
        JsonNode name = file.path("metadata").path("name");
        if (!inner.has("uid") && name.isTextual()) {
            ObjectNode copy = inner.deepCopy();
            copy.set("uid", name);
            return copy;
        }
        return inner;
    }

    private Board read() {
        ObjectNode spec = Json.object();
        spec.put("title", "");
        ObjectNode plain = source.deepCopy();
        plain.remove(PARTS);
        boolean isSecond = source.path(SecondForm.LAYOUT).isObject();
        FORM.check(source, "", report);
        DASHBOARD.read(plain, "", spec, report);
        if (Json.text(spec, "title", "").isEmpty()) {
            spec.put("title", "Imported dashboard");
            report.warn("/title", "the dashboard has no title and gets one");
        } else if (spec.get("title").textValue().length() > 500) {
            spec.put("title", spec.get("title").textValue().substring(0, 500));
        }
        time(spec);
        refresh(spec);
        spec.set(
                "variables",
                new VariableReader(report)
                        .read(
                                Form.listOf(source.path("templating").path("list")),
                                isSecond ? "/variables/%d/spec" : "/templating/list/%d"));
        spec.set(
                "annotations",
                new AnnotationReader(report)
                        .read(
                                Form.listOf(source.path("annotations").path("list")),
                                isSecond ? "/annotations/%d/spec" : "/annotations/list/%d"));
        spec.set(
                "links",
                new LinkReader(report).dashboardLinks(Form.listOf(source.path("links")), "/links"));
        ObjectNode library =
                source.path("__elements") instanceof ObjectNode there ? there : Json.object();
        PlacesReader places = new PlacesReader(report, library);
        ArrayNode panels = Form.listOf(source.path("panels"));
        ArrayNode rows = Form.listOf(source.path("rows"));
        boolean isOld = !rows.isEmpty() && panels.isEmpty();
        ObjectNode layout =
                source.path(SecondForm.LAYOUT) instanceof ObjectNode second
                        ? new SecondLayout(report, places, panels).read(second)
                        : isOld ? places.readRows(rows) : places.readGrid(panels);
        spec.set("elements", places.elements());
        spec.set("layout", layout);
        ObjectNode board =
                Json.object().put("apiVersion", "muninn.dev/v1").put("kind", "Dashboard");
        board.set("metadata", metadata());
        board.set("spec", spec);
        List<Loss> losses = report.losses();
        if (isSecond) {
            losses = losses.stream().map(GrafanaReader::inSecond).toList();
        }
        return new Board(board, places.rows(), places.rowQueries(), losses, Inputs.asked(source));
    }

    private static Loss inSecond(Loss loss) {
        return new Loss(SecondForm.place(loss.pointer()), loss.severity(), loss.reason());
    }

    private ObjectNode metadata() {
        ObjectNode metadata = Json.object();
        String uid = Json.text(source, "uid", "");
        String safe = uid.replaceAll("[^A-Za-z0-9_-]", "-");
        if (!safe.isEmpty()) {
            metadata.put("uid", safe.substring(0, Math.min(safe.length(), 64)));
            if (!safe.equals(uid)) {
                report.info("/uid", "the uid is now " + safe);
            }
        }
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : source.path("tags")) {
            String text = tag.asText().strip();
            if (!text.isEmpty() && text.length() <= 100 && !tags.contains(text)) {
                tags.add(text);
            }
        }
        ArrayNode list = metadata.putArray("tags");
        tags.stream().limit(100).forEach(list::add);
        return metadata;
    }

    private void time(ObjectNode spec) {
        if (source.path("timepicker").path("quick_ranges") instanceof ArrayNode ranges) {
            ArrayNode ours = OldPanels.section(spec, "time").putArray("quickRanges");
            for (JsonNode range : ranges) {
                ours.addObject()
                        .put("from", range.path("from").asText())
                        .put("to", range.path("to").asText())
                        .put("display", range.path("display").asText());
            }
        }
        JsonNode month = spec.path("time").path("fiscalStartMonth");
        if (month.isInt() && (month.intValue() < 0 || month.intValue() > 11)) {
            ((ObjectNode) spec.path("time")).remove("fiscalStartMonth");
            report.warn("/fiscalYearStartMonth", "there is no such month");
        }
        if (source.path("sharedCrosshair").asBoolean() && !spec.has("cursorSync")) {
            spec.put("cursorSync", "crosshair");
        }
    }

    /** Off, every so often, or live. */
    private void refresh(ObjectNode spec) {
        @Nullable String every = Json.text(source, "refresh", "");
        ObjectNode refresh = OldPanels.section(spec, "refresh");
        if (source.path("liveNow").asBoolean()) {
            refresh.put("mode", "live");
        } else if (every.isEmpty()) {
            refresh.put("mode", "off");
        } else {
            refresh.put("mode", "interval").put("every", every);
        }
    }
}
