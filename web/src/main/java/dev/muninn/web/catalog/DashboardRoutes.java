package dev.muninn.web.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.Dashboards;
import dev.muninn.catalog.DocumentText;
import dev.muninn.catalog.Edit;
import dev.muninn.catalog.GrafanaBoards;
import dev.muninn.catalog.SaveOutcome;
import dev.muninn.catalog.Version;
import dev.muninn.model.MuninnException;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Reply;
import dev.muninn.web.http.Route;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dashboards and their versions. */
final class DashboardRoutes {

    private static final String PATH = "/api/v1/dashboards";

    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    private final Catalog catalog;
    private final Dashboards dashboards;

    DashboardRoutes(Catalog catalog) {
        this.catalog = catalog;
        dashboards = catalog.dashboards();
    }

    List<Route> routes() {
        return List.of(
                Route.read(PATH + "/schema", this::schema),
                Route.send(PATH + "/validate", this::validate),
                Route.send(PATH, this::create),
                Route.read(PATH + "/*", this::read),
                Route.put(PATH + "/*", this::save),
                Route.delete(PATH + "/*", this::delete),
                Route.read(PATH + "/*/versions", this::versions),
                Route.read(PATH + "/*/diff", this::diff),
                Route.send(PATH + "/*/restore", this::restore),
                Route.send(PATH + "/*/visits", this::visit),
                Route.read(PATH + "/*/export", this::export));
    }

    private void schema(Call call) {
        call.reply().bytes(200, "application/schema+json", Buffer.buffer(dashboards.schema()));
    }

    private void validate(Call call) {
        ObjectNode data = CatalogJson.object();
        data.set("problems", SaveAnswer.problems(dashboards.check(CatalogJson.body(call))));
        CatalogJson.answer(call, 200, data);
    }

    private void create(Call call) {
        SaveAnswer.give(call, 201, dashboards.create(CatalogJson.body(call), edit(call)));
    }

    private void read(Call call) {
        long version = call.parameters().limit("version");
        String uid = call.segment();
        SaveAnswer.dashboard(
                call, 200, version == 0 ? dashboards.get(uid) : dashboards.get(uid, version));
    }

    private void save(Call call) {
        String uid = call.segment();
        ObjectNode sent = CatalogJson.body(call);
        SaveOutcome outcome = dashboards.save(uid, sent, baseVersion(call), edit(call));
        if (outcome instanceof SaveOutcome.Conflict conflict
                && conflict.clashes().isEmpty()
                && call.parameters().get("merge").equals("true")) {
            outcome = dashboards.save(uid, conflict.merged(), 0, edit(call));
        }
        SaveAnswer.give(call, 200, outcome);
    }

    /** What If-Match says, or 0 for what the document says. */
    private static long baseVersion(Call call) {
        if (call.ifMatch().isEmpty()) {
            return 0;
        }
        Matcher matcher = ENTITY_TAG.matcher(call.ifMatch());
        if (!matcher.matches()) {
            throw MuninnException.badInput(
                    "If-Match is %s: give the number of the version that was edited, such as \"3\""
                            .formatted(call.ifMatch()));
        }
        return Long.parseLong(matcher.group(1));
    }

    private static Edit edit(Call call) {
        String message = call.parameters().get("message");
        // Browsers name the page they send from; programs do not.
        Edit.Source source =
                call.parameters().get("source").equals("ui") ? Edit.Source.UI : Edit.Source.API;
        return new Edit(Edit.ANONYMOUS, message, source);
    }

    private void delete(Call call) {
        dashboards
                .delete(call.segment())
                .ifPresentOrElse(
                        readOnly -> SaveAnswer.readOnly(call, readOnly),
                        () -> call.reply().empty(204));
    }

    private void versions(Call call) {
        ArrayNode list = CatalogJson.array();
        for (Version version : dashboards.versions(call.segment())) {
            list.addObject()
                    .put("version", version.number())
                    .put("savedAt", version.savedAt().toString())
                    .put("author", version.author())
                    .put("message", version.message())
                    .put("source", version.source());
        }
        CatalogJson.answer(call, 200, list);
    }

    private void diff(Call call) {
        call.parameters().required("from");
        CatalogJson.answer(
                call,
                200,
                SaveAnswer.differences(
                        dashboards.diff(
                                call.segment(),
                                call.parameters().limit("from"),
                                call.parameters().limit("to"))));
    }

    private void restore(Call call) {
        call.parameters().required("version");
        long version = call.parameters().limit("version");
        SaveAnswer.give(call, 200, dashboards.restore(call.segment(), version, edit(call)));
    }

    private void visit(Call call) {
        catalog.shelf().visit(Edit.ANONYMOUS, call.segment());
        call.reply().empty(204);
    }

    private void export(Call call) {
        ObjectNode document = dashboards.get(call.segment());
        String format = call.parameters().get("format");
        switch (format) {
            case "", "json" -> file(call, "json", Reply.JSON, DocumentText.writeJson(document));
            case "yaml" -> file(call, "yaml", "application/yaml", DocumentText.writeYaml(document));
            case "grafana" ->
                    file(
                            call,
                            "grafana.json",
                            Reply.JSON,
                            DocumentText.writeJson(GrafanaBoards.write(document)));
            default ->
                    throw Parameters.invalid(
                            "format", "\"" + format + "\" is none of json, yaml and grafana");
        }
    }

    private static void file(Call call, String ending, String type, String text) {
        call.reply()
                .headers()
                .set(
                        "content-disposition",
                        "attachment; filename=\"%s.%s\"".formatted(call.segment(), ending));
        call.reply().bytes(200, type, Buffer.buffer(text));
    }
}
