package dev.muninn.alert.saved;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.api.JsonBody;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody wrote into the form of a channel.
 *
 * @param settings by their keys, secrets among them
 * @param matchers which alerts it is told of, as {@code severity="critical", team="web"}; empty for
 *     all
 * @param tellsEnd whether the end of alerts is told
 */
public record ChannelDocument(
        ChannelKind kind, Map<String, String> settings, String matchers, boolean tellsEnd) {

    /** Addresses and keys; what is longer is something else. */
    private static final int MAX_SETTING_CHARS = 4_096;

    public ChannelDocument {
        settings = Map.copyOf(settings);
    }

    /**
     * Reads {@code {kind, settings, matchers, tellsEnd}}.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none
     */
    public static ChannelDocument of(JsonNode tree) {
        ChannelKind kind = ChannelKind.of(tree.path("kind").asText());
        Map<String, String> settings = new LinkedHashMap<>();
        JsonNode given = tree.path("settings");
        for (ChannelKind.Field field : kind.fields()) {
            String value = given.path(field.key()).asText("").strip();
            if (value.length() > MAX_SETTING_CHARS) {
                throw MuninnException.badInput(
                        "\"%s\" has %d characters, limit %d"
                                .formatted(field.title(), value.length(), MAX_SETTING_CHARS));
            }
            if (!value.isEmpty()) {
                settings.put(field.key(), value);
            }
        }
        return new ChannelDocument(
                kind,
                settings,
                tree.path("matchers").asText("").strip(),
                tree.path("tellsEnd").asBoolean(true));
    }

    static ChannelDocument parse(String text) {
        return of(JsonBody.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** This one with the secrets of another where it has none, if that is of its kind. */
    public ChannelDocument withSecretsOf(ChannelDocument other) {
        if (other.kind() != kind) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(settings);
        for (ChannelKind.Field field : kind.fields()) {
            String known = other.settings().get(field.key());
            if (field.isSecret() && known != null) {
                all.putIfAbsent(field.key(), known);
            }
        }
        return new ChannelDocument(kind, all, matchers, tellsEnd);
    }

    /**
     * Checks that all is there that this kind cannot do without, and that the matchers are some.
     *
     * @throws MuninnException of kind BAD_INPUT with all that is wrong
     */
    public void check() {
        List<String> wrong = new ArrayList<>();
        for (ChannelKind.Field field : kind.fields()) {
            String value = settings.getOrDefault(field.key(), "");
            if (field.isRequired() && value.isEmpty()) {
                wrong.add("\"%s\" is missing".formatted(field.title()));
            } else if (field.isNumber() && !value.matches("-?[0-9]{1,18}")) {
                wrong.add("\"%s\" is \"%s\", but no number".formatted(field.title(), value));
            }
        }
        try {
            MatcherSyntax.UTF8.parse(matchers);
        } catch (MuninnException e) {
            wrong.add("the alerts {%s} are not understood: %s".formatted(matchers, e.getMessage()));
        }
        if (!wrong.isEmpty()) {
            throw MuninnException.badInput(String.join("\n", wrong));
        }
    }

    /** As it is kept. */
    String text() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", kind.word());
        tree.put("settings", settings);
        tree.put("matchers", matchers);
        tree.put("tellsEnd", tellsEnd);
        return JsonBody.print(tree);
    }

    /** As people see it: without its secrets, but with the keys of those that are there. */
    public Map<String, Object> shown() {
        Map<String, Object> open = new LinkedHashMap<>();
        List<Object> secrets = new ArrayList<>();
        for (ChannelKind.Field field : kind.fields()) {
            String value = settings.get(field.key());
            if (value != null && field.isSecret()) {
                secrets.add(field.key());
            } else if (value != null) {
                open.put(field.key(), value);
            }
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", kind.word());
        tree.put("title", kind.title());
        tree.put("settings", open);
        tree.put("secrets", secrets);
        tree.put("matchers", matchers);
        tree.put("tellsEnd", tellsEnd);
        return tree;
    }

    /** An {@code alertmanager.yml} in which a receiver of this name has just this channel. */
    public String routingFile(String receiver) {
        Map<String, Object> channel = new LinkedHashMap<>(settings);
        channel.put("send_resolved", tellsEnd);
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("receiver", receiver);
        route.put("matchers", matchers.isEmpty() ? List.of() : List.of(matchers));
        route.put("group_by", List.of("alertname"));
        route.put("group_wait", "5s");
        route.put("continue", true);
        return JsonBody.print(
                Map.of(
                        "route",
                        Map.of("receiver", receiver, "routes", List.of(route)),
                        "receivers",
                        List.of(Map.of("name", receiver, kind.listKey(), List.of(channel)))));
    }
}
