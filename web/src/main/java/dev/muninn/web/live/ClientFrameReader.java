package dev.muninn.web.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muninn.model.JsonBuffer;
import dev.muninn.model.MuninnException;
import dev.muninn.stream.Capabilities;
import dev.muninn.stream.LiveQuery;
import dev.muninn.stream.Resume;
import dev.muninn.stream.Tier;
import dev.muninn.stream.ViewChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one frame of a live client. */
final class ClientFrameReader {

    private static final int MAX_DEPTH = 16;

    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxNumberLength(40)
                                                    .build())
                                    // Requests come on threads of their own, which would each
                                    // make buffers of 11 kB for one frame.
                                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                                    .build())
                    .build();

    private final JsonNode frame;

    ClientFrameReader(JsonNode frame) {
        this.frame = frame;
        if (!frame.isObject()) {
            throw MuninnException.badInput("a frame is a JSON object");
        }
    }

    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "frame is no JSON: " + e.getOriginalMessage(),
                    e);
        }
    }

    /** Reads one frame, or the frames of an array. */
    static List<ClientFrame> readAll(String text) {
        JsonNode tree = tree(text);
        if (!tree.isArray()) {
            return List.of(new ClientFrameReader(tree).read());
        }
        List<ClientFrame> frames = new ArrayList<>();
        for (JsonNode each : tree) {
            frames.add(new ClientFrameReader(each).read());
        }
        return frames;
    }

    ClientFrame read() {
        String type = text(frame, "type");
        return switch (type) {
            case "hello" -> {
                Tier tier = tier();
                yield new ClientFrame.Hello(
                        id(), tier == null ? Tier.HIGH_BANDWIDTH : tier, capabilities(), resume());
            }
            case "sub" -> subscribe();
            case "set" -> new ClientFrame.Change(id(), text(frame, "view"), change());
            case "unsub" -> new ClientFrame.Unsubscribe(id(), text(frame, "view"));
            case "query" ->
                    new ClientFrame.Query(
                            id(),
                            text(frame, "expr"),
                            number("start"),
                            number("end"),
                            number("step"),
                            frame.path("parts").asBoolean(false));
            case "cancel" -> new ClientFrame.Cancel(id());
            case "ack" -> new ClientFrame.Acknowledge(text(frame, "view"), number("seq"));
            case "ping" -> new ClientFrame.Ping();
            default -> throw MuninnException.badInput("unknown type of frame: " + type);
        };
    }

    private ClientFrame subscribe() {
        int points = has("maxPoints") ? maxPoints() : 0;
        long step = number("step");
        long range = number("range");
        return has("dashboard")
                ? new ClientFrame.SubscribeBoard(id(), board(), step, range, points, tier())
                : new ClientFrame.Subscribe(id(), queries(), step, range, points, tier());
    }

    private LiveBoard board() {
        if (has("queries")) {
            throw MuninnException.badInput("sub names a dashboard or queries, not both");
        }
        Map<String, List<String>> values = new HashMap<>();
        frame.path("vars")
                .properties()
                .forEach(each -> values.put(each.getKey(), texts(each.getValue())));
        return new LiveBoard(
                text(frame, "dashboard"),
                has("version") ? number("version") : 0,
                texts(frame.path("panels")),
                values);
    }

    /** The texts of an array; one text is as good as an array of it. */
    private static List<String> texts(JsonNode of) {
        if (of.isValueNode()) {
            return List.of(of.asText());
        }
        List<String> texts = new ArrayList<>();
        of.forEach(each -> texts.add(each.asText()));
        return List.copyOf(texts);
    }

    /** The id as a JSON token. */
    private String id() {
        JsonNode id = frame.path("id");
        if (id.isTextual()) {
            byte[] token =
                    new JsonBuffer(id.textValue().length() + 2).string(id.textValue()).toBytes();
            return new String(token, StandardCharsets.UTF_8);
        }
        if (!id.isIntegralNumber()) {
            throw MuninnException.badInput("frame needs an id: a number or a text");
        }
        return id.asText();
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
            throw MuninnException.badInput("frame needs a whole number \"" + name + "\"");
        }
        return value.longValue();
    }

    private boolean has(String name) {
        return frame.hasNonNull(name);
    }

    private @Nullable Tier tier() {
        return has("tier") ? Tier.parse(text(frame, "tier")) : null;
    }

    private int maxPoints() {
        return Math.clamp(number("maxPoints"), 1, Integer.MAX_VALUE);
    }

    private Capabilities capabilities() {
        JsonNode caps = frame.path("caps");
        return new Capabilities(
                caps.path("deflate").asBoolean(false), caps.path("events").asBoolean(false));
    }

    private ViewChange change() {
        ViewChange change =
                new ViewChange(
                        has("range") ? number("range") : null,
                        has("step") ? number("step") : null,
                        has("maxPoints") ? maxPoints() : null,
                        tier(),
                        has("paused") ? paused() : null,
                        has("visible") ? texts(frame.path("visible")) : null);
        if (change.equals(ViewChange.NOTHING)) {
            throw MuninnException.badInput("set says nothing that is to change");
        }
        return change;
    }

    private boolean paused() {
        if (!frame.path("paused").isBoolean()) {
            throw MuninnException.badInput("\"paused\" is true or false");
        }
        return frame.path("paused").booleanValue();
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
            known.add(new Resume(text(view, "view"), number(view, "epoch"), number(view, "seq")));
        }
        return known;
    }
}
