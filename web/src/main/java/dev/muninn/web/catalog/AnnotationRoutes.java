package dev.muninn.web.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.Annotation;
import dev.muninn.catalog.Annotations;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.Edit;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Route;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Events that are shown over curves. */
final class AnnotationRoutes {

    private static final String PATH = "/api/v1/annotations";

    private static final int DEFAULT_LIMIT = 1_000;

    private final Annotations annotations;
    private final Clock clock;

    AnnotationRoutes(Catalog catalog, Clock clock) {
        annotations = catalog.annotations();
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.read(PATH, this::find),
                Route.send(PATH, this::add),
                Route.read(PATH + "/tags", this::tags),
                Route.put(PATH + "/*", this::change),
                Route.delete(PATH + "/*", this::delete));
    }

    private void find(Call call) {
        Parameters parameters = call.parameters();
        Annotations.Query query =
                new Annotations.Query(
                        new TimeRange(
                                parameters.time("from", Long.MIN_VALUE),
                                parameters.time("to", Long.MAX_VALUE)),
                        parameters.all("tag"),
                        parameters.get("matchAny").equals("true"),
                        parameters.has("dashboard")
                                ? Optional.of(parameters.get("dashboard"))
                                : Optional.empty(),
                        parameters.has("limit") ? parameters.limit("limit") : DEFAULT_LIMIT);
        ArrayNode list = CatalogJson.array();
        annotations.find(query).forEach(annotation -> list.add(json(annotation)));
        CatalogJson.answer(call, 200, list);
    }

    private void add(Call call) {
        CatalogJson.answer(call, 201, json(annotations.add(read(call, ""))));
    }

    private void change(Call call) {
        CatalogJson.answer(call, 200, json(annotations.change(read(call, call.segment()))));
    }

    private void delete(Call call) {
        annotations.delete(call.segment());
        call.reply().empty(204);
    }

    private void tags(Call call) {
        ArrayNode list = CatalogJson.array();
        annotations.tags().forEach(list::add);
        CatalogJson.answer(call, 200, list);
    }

    private Annotation read(Call call, String uid) {
        ObjectNode body = CatalogJson.body(call);
        long start = time(body, "time", clock.millis());
        Set<String> tags = new TreeSet<>();
        body.path("tags").forEach(tag -> tags.add(tag.asText()));
        return new Annotation(
                uid,
                start,
                time(body, "timeEnd", start),
                body.path("title").asText(),
                body.path("text").asText(),
                tags,
                text(body, "dashboard"),
                text(body, "element"),
                Edit.ANONYMOUS);
    }

    private static Optional<String> text(ObjectNode body, String name) {
        return Optional.of(body.path(name).asText("")).filter(text -> !text.isEmpty());
    }

    private static long time(ObjectNode body, String name, long otherwise) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (value.isNumber()) {
            return value.longValue();
        }
        try {
            return OffsetDateTime.parse(value.asText()).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "\"%s\" is %s: give milliseconds since 1970 or RFC 3339".formatted(name, value),
                    e);
        }
    }

    private static ObjectNode json(Annotation annotation) {
        ObjectNode json =
                CatalogJson.object()
                        .put("uid", annotation.uid())
                        .put("time", annotation.startMillis())
                        .put("timeEnd", annotation.endMillis())
                        .put("title", annotation.title())
                        .put("text", annotation.text());
        ArrayNode tags = json.putArray("tags");
        annotation.tags().forEach(tags::add);
        annotation.dashboard().ifPresent(uid -> json.put("dashboard", uid));
        annotation.element().ifPresent(id -> json.put("element", id));
        return json.put("author", annotation.author());
    }
}
