package dev.muninn.web.alerting;

import dev.muninn.alert.Alerting;
import dev.muninn.alert.SavedRules;
import dev.muninn.model.JsonBuffer;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Refusal;
import dev.muninn.web.http.Route;
import dev.muninn.web.query.PromJson;
import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rule groups that people save: read, checked, saved, deleted. */
final class SavedRuleRoutes {

    private static final String PREFIX = "/api/v1/rules/groups";

    private final Alerting alerting;
    private final SavedRules rules;

    SavedRuleRoutes(Alerting alerting) {
        this.alerting = alerting;
        rules = alerting.savedRules();
    }

    List<Route> routes() {
        return List.of(
                Route.read(PREFIX, call -> AlertingRoutes.data(call, rules.list())),
                Route.send(
                        "/api/v1/rules/check",
                        call ->
                                AlertingRoutes.data(
                                        call, rules.check(AlertmanagerRoutes.bytes(call)))),
                Route.read(PREFIX + "/**", this::read),
                Route.put(PREFIX + "/**", this::save),
                Route.delete(PREFIX + "/**", this::remove));
    }

    /**
     * A group's place: its folder and its name, and what is asked of it, if anything.
     *
     * @param part empty for the group itself
     */
    private record Address(String folder, String name, String part) {

        static Address of(Call call) {
            String[] parts = call.segment().split("/", -1);
            return new Address(
                    decoded(parts[0]),
                    parts.length > 1 ? decoded(parts[1]) : "",
                    parts.length > 2 ? call.segment().split("/", 3)[2] : "");
        }

        private static String decoded(String part) {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }

    private void read(Call call) {
        Address address = Address.of(call);
        switch (address.part()) {
            case "" -> AlertingRoutes.data(call, rules.one(address.folder(), address.name()));
            case "versions" ->
                    AlertingRoutes.data(call, rules.versions(address.folder(), address.name()));
            case "file" -> {
                String yaml = rules.yaml(address.folder(), address.name());
                call.reply().bytes(200, "application/yaml; charset=utf-8", Buffer.buffer(yaml));
            }
            default ->
                    call.reply()
                            .refuse(
                                    new Refusal(
                                            404,
                                            "not_found",
                                            "a saved rule group has /versions and /file"));
        }
    }

    private void save(Call call) {
        Address address = Address.of(call);
        switch (rules.save(address.folder(), address.name(), AlertmanagerRoutes.bytes(call))) {
            case SavedRules.Outcome.Saved(Object group) -> {
                alerting.refreshRules().run();
                AlertingRoutes.data(call, group);
            }
            case SavedRules.Outcome.Refused(String message, List<Object> problems) -> {
                Map<String, Object> tree = new LinkedHashMap<>();
                tree.put("status", "error");
                tree.put("errorType", "bad_data");
                tree.put("error", message);
                tree.put("problems", problems);
                JsonBuffer json = new JsonBuffer();
                PromJson.any(json, tree);
                call.reply().json(400, json);
            }
            case SavedRules.Outcome.Conflict(String message) ->
                    call.reply().refuse(new Refusal(409, "conflict", message));
        }
    }

    private void remove(Call call) {
        Address address = Address.of(call);
        rules.remove(address.folder(), address.name(), call.parameters().get("author"));
        alerting.refreshRules().run();
        call.reply().empty(204);
    }
}
