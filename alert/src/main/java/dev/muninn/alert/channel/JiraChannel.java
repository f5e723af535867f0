package dev.muninn.alert.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jira: one issue per group, found again by a label with the group's hash. */
final class JiraChannel implements Channel {

    private static final int MAX_SUMMARY = 255;
    private static final int MAX_DESCRIPTION = 32_767;

    private final ChannelTexts texts;
    private final Sender sender;

    JiraChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Answer search = search(message);
        if (!search.isOk()) {
            return search.failure();
        }
        JsonNode issues = Json.parse(search.body()).path("issues");
        if (issues.isEmpty()) {
            return message.isFiring()
                    ? send("POST", "issue", issue(message)).outcome()
                    : new Outcome.Told("there is no open issue to close", Map.of());
        }
        JsonNode issue = issues.get(0);
        String path = "issue/" + issue.path("key").asText();
        Answer updated = send("PUT", path, issue(message));
        if (!updated.isOk()) {
            return updated.failure();
        }
        boolean isDone =
                issue.path("fields")
                        .path("status")
                        .path("statusCategory")
                        .path("key")
                        .asText()
                        .equals("done");
        String transition =
                texts.settings()
                        .text(message.isFiring() ? "reopen_transition" : "resolve_transition");
        return isDone == message.isFiring() && !transition.isEmpty()
                ? move(path, transition)
                : updated.outcome();
    }

    private Answer search(Message message) {
        Settings settings = texts.settings();
        StringBuilder query = new StringBuilder();
        if (settings.text("reopen_transition").isEmpty()) {
            query.append("statusCategory != Done and ");
        }
        query.append("project=\"")
                .append(texts.text("project", "", message))
                .append("\" and labels=\"")
                .append(label(message))
                .append("\" order by status ASC,resolutiondate DESC");
        boolean isCloud =
                settings.text("api_type").equals("cloud")
                        || settings.text("api_url").contains("/rest/api/3");
        return send(
                "POST",
                isCloud ? "search/jql" : "search",
                Json.object("jql", query.toString(), "maxResults", 2, "fields", List.of("status")));
    }

    private static String label(Message message) {
        return "ALERT{" + message.groupHash() + "}";
    }

    private Map<String, Object> issue(Message message) {
        Settings settings = texts.settings();
        List<String> labels = new ArrayList<>(List.of(label(message)));
        settings.textList("labels").forEach(text -> labels.add(texts.render(text, message)));
        String priority =
                texts.text("priority", "{{ template \"jira.default.priority\" . }}", message);
        Map<String, Object> fields =
                Json.filled(
                        "project", Map.of("key", texts.text("project", "", message)),
                        "issuetype", Map.of("name", texts.text("issue_type", "", message)),
                        "summary", field("summary", MAX_SUMMARY, message),
                        "description", field("description", MAX_DESCRIPTION, message),
                        "labels", labels,
                        "priority", priority.isEmpty() ? Map.of() : Map.of("name", priority));
        Object own = Json.mapTexts(settings.tree("fields"), text -> texts.render(text, message));
        if (own instanceof Map<?, ?> map) {
            map.forEach(
                    (name, value) -> fields.put(String.valueOf(name), value == null ? "" : value));
        }
        return Json.object("fields", fields);
    }

    /** A text, or a section with the text under {@code template}. */
    private String field(String key, int limit, Message message) {
        String otherwise = "{{ template \"jira.default." + key + "\" . }}";
        Object set = texts.settings().tree(key);
        String template =
                switch (set) {
                    case String text -> text;
                    case Map<?, ?> map when map.get("template") instanceof String text -> text;
                    case null, default -> otherwise;
                };
        return ChannelTexts.cut(texts.render(template, otherwise, message), limit);
    }

    private Outcome move(String path, String transition) {
        Answer known = sender.send(new Request("GET", url(path + "/transitions"), Map.of(), ""));
        for (JsonNode one : Json.parse(known.body()).path("transitions")) {
            if (one.path("name").asText().equals(transition)) {
                return send(
                                "POST",
                                path + "/transitions",
                                Json.object("transition", Map.of("id", one.path("id").asText())))
                        .outcome();
            }
        }
        return known.isOk()
                ? new Outcome.Refused("Jira has no transition \"" + transition + "\" here")
                : known.failure();
    }

    private Answer send(String method, String path, Map<String, Object> body) {
        return sender.send(Request.json(method, url(path), Json.print(body)));
    }

    private String url(String path) {
        String api = texts.settings().text("api_url");
        return api + (api.endsWith("/") ? "" : "/") + path;
    }
}
