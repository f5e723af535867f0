package dev.muninn.alert.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.route.Silence;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the bodies of posted alerts and silences. */
final class AlertBodies {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A Prometheus sends 256 at a time, a vmalert all that a group of rules has. */
    private static final int MAX_ALERTS = 100_000;

    /** More than people write; each of them is kept, shown and sent again and again. */
    private static final int MAX_LABEL_CHARS = 64 << 10;

    /** Room for a page of a log. */
    private static final int MAX_ANNOTATION_CHARS = 256 << 10;

    private AlertBodies() {}

    /**
     * What a body of alerts holds: those that are right, and what is wrong with the others.
     *
     * @param problems one sentence for each alert that was left out
     */
    record Posted(List<ActiveAlert> alerts, List<String> problems) {

        /** Nobody reads more. */
        private static final int MAX_SHOWN = 20;

        String whatIsWrong() {
            List<String> shown = problems.subList(0, Math.min(problems.size(), MAX_SHOWN));
            return String.join("\n", shown)
                    + (problems.size() > MAX_SHOWN
                            ? "\nand %d more".formatted(problems.size() - MAX_SHOWN)
                            : "");
        }
    }

    static Posted alerts(byte[] body, Duration resolveTimeout, long nowMillis) {
        List<ActiveAlert> alerts = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        PostedTimes times = new PostedTimes();
        // One after the other: the tree of all would take many times the room of the text.
        try (JsonParser json = MAPPER.createParser(body)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw MuninnException.badInput(
                        "parsing alerts body failed, because it is no list of alerts");
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                JsonNode one = MAPPER.readTree(json);
                if (alerts.size() + problems.size() == MAX_ALERTS) {
                    throw MuninnException.limit(
                            "the request has more than %d alerts: send them in several"
                                    .formatted(MAX_ALERTS));
                }
                try {
                    alerts.add(alert(one, times, resolveTimeout, nowMillis));
                } catch (MuninnException e) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
        } catch (IOException e) {
            throw noJson("alerts", e);
        }
        return new Posted(alerts, problems);
    }

    private static MuninnException noJson(String what, IOException e) {
        return new MuninnException(
                MuninnException.Kind.BAD_INPUT,
                "parsing " + what + " body failed, because it is no JSON: " + e.getMessage(),
                e);
    }

    private static JsonNode tree(byte[] body, String what) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            return tree == null ? MAPPER.missingNode() : tree;
        } catch (IOException e) {
            throw noJson(what, e);
        }
    }

    private static ActiveAlert alert(
            JsonNode tree, PostedTimes times, Duration resolveTimeout, long nowMillis) {
        Labels.Builder builder = Labels.builder();
        tree.path("labels")
                .properties()
                .forEach(entry -> builder.set(entry.getKey(), entry.getValue().asText()));
        Labels labels = builder.build();
        if (labels.isEmpty()) {
            throw MuninnException.badInput("at least one label pair required");
        }
        checkLength("labels", tree.path("labels"), MAX_LABEL_CHARS);
        checkLength("annotations", tree.path("annotations"), MAX_ANNOTATION_CHARS);
        Map<String, String> annotations = texts(tree.path("annotations"));
        annotations.values().removeIf(String::isEmpty);
        long end = times.millis(tree, "endsAt");
        boolean isTimeout = end == 0;
        long start = times.millis(tree, "startsAt");
        if (start == 0) {
            start = isTimeout ? nowMillis : Math.min(end, nowMillis);
        }
        if (isTimeout) {
            end = nowMillis + resolveTimeout.toMillis();
        }
        if (start > end) {
            throw MuninnException.badInput("start time must be before end time");
        }
        return new ActiveAlert(
                labels,
                annotations,
                start,
                end,
                tree.path("generatorURL").asText(""),
                isTimeout,
                nowMillis);
    }

    private static void checkLength(String what, JsonNode texts, int limit) {
        long length = 0;
        for (Map.Entry<String, JsonNode> text : texts.properties()) {
            length += text.getKey().length() + text.getValue().asText().length();
        }
        if (length > limit) {
            throw MuninnException.badInput(
                    "the %s of an alert have %d characters, limit %d: shorten them"
                            .formatted(what, length, limit));
        }
    }

    private static Map<String, String> texts(JsonNode tree) {
        Map<String, String> texts = new TreeMap<>();
        tree.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    static Silence silence(byte[] body, long nowMillis) {
        JsonNode tree = tree(body, "silence");
        for (String key : List.of("comment", "createdBy", "endsAt", "matchers", "startsAt")) {
            if (!tree.has(key)) {
                throw invalid(key + " in body is required");
            }
        }
        List<Matcher> matchers = new ArrayList<>();
        for (JsonNode matcher : tree.path("matchers")) {
            matchers.add(matcher(matcher, matchers.size()));
        }
        if (matchers.isEmpty()) {
            throw invalid("matchers in body should have at least 1 items");
        }
        PostedTimes times = new PostedTimes();
        return new Silence(
                tree.path("id").asText(""),
                matchers,
                times.millis(tree, "startsAt"),
                times.millis(tree, "endsAt"),
                nowMillis,
                tree.path("createdBy").asText(),
                tree.path("comment").asText(),
                texts(tree.path("annotations")));
    }

    private static Matcher matcher(JsonNode tree, int number) {
        boolean isEqual = tree.path("isEqual").asBoolean(true);
        boolean isRegex = tree.path("isRegex").asBoolean(false);
        Matcher.Kind kind =
                isRegex
                        ? isEqual ? Matcher.Kind.REGEXP : Matcher.Kind.NOT_REGEXP
                        : isEqual ? Matcher.Kind.EQUAL : Matcher.Kind.NOT_EQUAL;
        try {
            return MatcherSyntax.matcher(
                    kind, tree.path("name").asText(), tree.path("value").asText());
        } catch (MuninnException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "invalid silence: invalid label matcher "
                            + number
                            + " in set 0: "
                            + e.getMessage(),
                    e);
        }
    }

    private static MuninnException invalid(String message) {
        return new MuninnException(MuninnException.Kind.UNPROCESSABLE, message);
    }
}
