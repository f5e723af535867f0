package dev.muninn.web.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.Difference;
import dev.muninn.catalog.Problem;
import dev.muninn.catalog.SaveOutcome;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Refusal;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Tells what became of a save. */
final class SaveAnswer {

    private SaveAnswer() {}

    static void give(Call call, int status, SaveOutcome outcome) {
        switch (outcome) {
            case SaveOutcome.Saved saved -> dashboard(call, status, saved.document());
            case SaveOutcome.Refused refused -> refused(call, refused.problems());
            case SaveOutcome.ReadOnly readOnly -> readOnly(call, readOnly);
            case SaveOutcome.Conflict conflict -> conflict(call, conflict);
        }
    }

    static void dashboard(Call call, int status, ObjectNode document) {
        String version = document.path("metadata").path("version").asText();
        call.reply().headers().set(HttpHeaders.ETAG, "\"" + version + "\"");
        CatalogJson.answer(call, status, document);
    }

    private static void refused(Call call, List<Problem> problems) {
        Problem first = problems.getFirst();
        String message =
                "the dashboard has %d %s, the first at %s: %s"
                        .formatted(
                                problems.size(),
                                problems.size() == 1 ? "mistake" : "mistakes",
                                first.path().isEmpty() ? "its top" : first.path(),
                                first.message());
        CatalogJson.refuse(
                call, new Refusal(400, "bad_data", message), "problems", problems(problems));
    }

    static ArrayNode problems(List<Problem> problems) {
        ArrayNode list = CatalogJson.array();
        for (Problem problem : problems) {
            list.addObject().put("path", problem.path()).put("message", problem.message());
        }
        return list;
    }

    static void readOnly(Call call, SaveOutcome.ReadOnly readOnly) {
        call.reply()
                .refuse(
                        new Refusal(
                                403,
                                "forbidden",
                                "this dashboard is kept by %s: save a copy of it, or change it there"
                                        .formatted(readOnly.keeper())));
    }

    private static void conflict(Call call, SaveOutcome.Conflict conflict) {
        long there = conflict.current().path("metadata").path("version").asLong();
        String message =
                "version %d was edited, but version %d is there: look at the conflicts and save again"
                        .formatted(conflict.baseVersion(), there);
        ObjectNode data = CatalogJson.object().put("baseVersion", conflict.baseVersion());
        data.set("current", conflict.current());
        data.set("merged", conflict.merged());
        ArrayNode clashes = data.putArray("conflicts");
        for (SaveOutcome.Clash clash : conflict.clashes()) {
            ObjectNode json = clashes.addObject().put("path", clash.path());
            Difference.elementOf(clash.path()).ifPresent(id -> json.put("element", id));
            json.set("base", clash.base());
            json.set("theirs", clash.theirs());
            json.set("yours", clash.ours());
        }
        data.set("theirs", differences(conflict.theirs()));
        data.set("yours", differences(conflict.ours()));
        CatalogJson.refuse(call, new Refusal(409, "conflict", message), "data", data);
    }

    static ArrayNode differences(List<Difference> differences) {
        ArrayNode list = CatalogJson.array();
        for (Difference difference : differences) {
            ObjectNode json = list.addObject().put("path", difference.path());
            difference.element().ifPresent(id -> json.put("element", id));
            json.put("change", difference.change());
            if (difference.from() != null) {
                json.set("from", difference.from());
            }
            if (difference.to() != null) {
                json.set("to", difference.to());
            }
        }
        return list;
    }
}
