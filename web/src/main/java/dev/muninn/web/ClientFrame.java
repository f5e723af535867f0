package dev.muninn.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muninn.model.MuninnException;
import dev.muninn.stream.LiveQuery;
import dev.muninn.stream.Resume;
import java.util.ArrayList;
import java.util.List;

/** What a live client sends. An {@code id} is kept as the JSON token it was, to be sent back. */
sealed interface ClientFrame {

    record Hello(String id, List<Resume> resume) implements ClientFrame {}

    record Subscribe(
            String id, List<LiveQuery> queries, long stepMillis, long rangeMillis, int maxPoints)
            implements ClientFrame {}

    record Change(String id, String view, long rangeMillis, int maxPoints) implements ClientFrame {}

    record Unsubscribe(String id, String view) implements ClientFrame {}

    record Query(String id, String expr, long startMillis, long endMillis, long stepMillis)
            implements ClientFrame {}

    record Ping() implements ClientFrame {}

    /**
     * Reads one frame.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none of the protocol
     */
    static ClientFrame parse(String text) {
        return new Parser(text).parse();
    }

    /** Reads the fields of one frame. */
    final class Parser {

        private static final int MAX_DEPTH = 16;

        private static final ObjectMapper JSON =
                JsonMapper.builder(
                                JsonFactory.builder()
                                        .streamReadConstraints(
                                                StreamReadConstraints.builder()
                                                        .maxNestingDepth(MAX_DEPTH)
                                                        .maxNumberLength(40)
                                                        .build())
                                        .build())
                        .build();

        private final JsonNode frame;

        private Parser(String text) {
            try {
                frame = JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new MuninnException(
                        MuninnException.Kind.BAD_INPUT,
                        "frame is no JSON: " + e.getOriginalMessage(),
                        e);
            }
            if (!frame.isObject()) {
                throw MuninnException.badInput("a frame is a JSON object");
            }
        }

        private ClientFrame parse() {
            String type = text(frame, "type");
            return switch (type) {
                case "hello" -> new Hello(id(), resume());
                case "sub" ->
                        new Subscribe(
                                id(), queries(), number("step"), number("range"), maxPoints());
                case "set" -> new Change(id(), text(frame, "view"), number("range"), maxPoints());
                case "unsub" -> new Unsubscribe(id(), text(frame, "view"));
                case "query" ->
                        new Query(
                                id(),
                                text(frame, "expr"),
                                number("start"),
                                number("end"),
                                number("step"));
                case "ping" -> new Ping();
                default -> throw MuninnException.badInput("unknown type of frame: " + type);
            };
        }

        private String id() {
            JsonNode id = frame.path("id");
            if (!id.isIntegralNumber() && !id.isTextual()) {
                throw MuninnException.badInput("frame needs an id: a number or a text");
            }
            return id.toString();
        }

        private static String text(JsonNode of, String name) {
            JsonNode value = of.path(name);
            if (!value.isTextual()) {
                throw MuninnException.badInput("frame needs a text \"" + name + "\"");
            }
            return value.textValue();
        }

        private long number(String name) {
            return number(frame, name);
        }

        private static long number(JsonNode of, String name) {
            JsonNode value = of.path(name);
            if (!value.isNumber() || !value.canConvertToLong()) {
                throw MuninnException.badInput(
                        "frame needs a number \"" + name + "\" of milliseconds");
            }
            return value.longValue();
        }

        private int maxPoints() {
            JsonNode value = frame.path("maxPoints");
            return value.isMissingNode() || value.isNull()
                    ? 0
                    : Math.clamp(number("maxPoints"), 1, Integer.MAX_VALUE);
        }

        private List<LiveQuery> queries() {
            List<LiveQuery> queries = new ArrayList<>();
            for (JsonNode query : frame.path("queries")) {
                queries.add(new LiveQuery(text(query, "ref"), text(query, "expr")));
            }
            return queries;
        }

        private List<Resume> resume() {
            List<Resume> known = new ArrayList<>();
            for (JsonNode view : frame.path("resume")) {
                known.add(
                        new Resume(text(view, "view"), number(view, "epoch"), number(view, "seq")));
            }
            return known;
        }
    }
}
