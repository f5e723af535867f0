package dev.muninn.alert.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.api.Asked;
import dev.muninn.alert.api.JsonBody;
import dev.muninn.alert.oncall.EscalationPolicy.Step;
import dev.muninn.alert.oncall.EscalationPolicy.Target;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rotas and escalation policies as the API and the database write them. */
public final class OnCallJson {

    private static final int WEEK_DAYS = 7;

    private OnCallJson() {}

    /**
     * Reads {@code {name, zone, start, handOver, turn, people, overrides}}; {@code turn} is daily,
     * weekly or a number of days.
     *
     * @throws MuninnException of kind BAD_INPUT if something is missing or wrong
     */
    public static Rota rota(JsonNode tree) {
        List<Person> people = new ArrayList<>();
        tree.path("people").forEach(person -> people.add(person(person)));
        List<Shift> overrides = new ArrayList<>();
        tree.path("overrides").forEach(override -> overrides.add(override(override)));
        try {
            return new Rota(
                    JsonBody.text(tree, "name"),
                    Asked.zoneOf(tree.path("zone").asText("")),
                    LocalDate.parse(JsonBody.text(tree, "start")),
                    LocalTime.parse(JsonBody.text(tree, "handOver")),
                    turnDays(tree.path("turn").asText("weekly")),
                    people,
                    overrides);
        } catch (DateTimeException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "write start like 2026-03-02 and handOver like 09:00: " + e.getMessage(),
                    e);
        }
    }

    private static Person person(JsonNode tree) {
        return new Person(JsonBody.text(tree, "name"), JsonBody.text(tree, "receiver"));
    }

    private static int turnDays(String turn) {
        return switch (turn) {
            case "daily" -> 1;
            case "weekly" -> WEEK_DAYS;
            default -> {
                if (!turn.matches("\\d{1,3}")) {
                    throw MuninnException.badInput(
                            "turn is \"%s\": it takes daily, weekly or a number of days"
                                    .formatted(turn));
                }
                yield Integer.parseInt(turn);
            }
        };
    }

    /** Reads what somebody takes over: {@code {name, receiver, from, to}}. */
    public static Shift override(JsonNode tree) {
        return new Shift(
                person(tree), JsonBody.time(tree, "from"), JsonBody.time(tree, "to"), true);
    }

    /** The tree that {@link #rota} takes. */
    public static Map<String, @Nullable Object> tree(Rota rota) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", rota.name());
        tree.put("zone", rota.zone().getId());
        tree.put("start", rota.start().toString());
        tree.put("handOver", rota.handOver().toString());
        tree.put(
                "turn",
                switch (rota.turnDays()) {
                    case 1 -> "daily";
                    case WEEK_DAYS -> "weekly";
                    default -> Integer.toString(rota.turnDays());
                });
        tree.put("people", rota.people().stream().map(OnCallJson::tree).toList());
        List<Object> overrides = new ArrayList<>();
        for (Shift shift : rota.overrides()) {
            Map<String, @Nullable Object> one = tree(shift.person());
            one.put("from", Instant.ofEpochMilli(shift.fromMillis()).toString());
            one.put("to", Instant.ofEpochMilli(shift.toMillis()).toString());
            overrides.add(one);
        }
        tree.put("overrides", overrides);
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Person person) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", person.name());
        tree.put("receiver", person.receiver());
        return tree;
    }

    /**
     * Reads {@code {name, matchers, steps, repeats}}; a step is {@code {after, receiver}} or {@code
     * {after, rota}}.
     *
     * @throws MuninnException of kind BAD_INPUT if something is missing or wrong
     */
    public static EscalationPolicy policy(JsonNode tree) {
        List<Step> steps = new ArrayList<>();
        tree.path("steps").forEach(step -> steps.add(step(step)));
        String matchers = tree.path("matchers").asText("").strip();
        List<Matcher> wanted =
                matchers.isEmpty() || matchers.equals("{}")
                        ? List.of()
                        : MatcherSyntax.FALLBACK.parse(matchers);
        return new EscalationPolicy(
                JsonBody.text(tree, "name"), wanted, steps, tree.path("repeats").asInt());
    }

    private static Step step(JsonNode tree) {
        String after = tree.path("after").asText("0s");
        return new Step(
                after.equals("0s") ? Duration.ZERO : PromDuration.parse(after),
                tree.has("rota")
                        ? new Target.OnCall(JsonBody.text(tree, "rota"))
                        : new Target.Receiver(JsonBody.text(tree, "receiver")));
    }

    /** The tree that {@link #policy} takes. */
    public static Map<String, @Nullable Object> tree(EscalationPolicy policy) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", policy.name());
        tree.put(
                "matchers",
                policy.matchers().isEmpty() ? "" : MatcherSyntax.print(policy.matchers()));
        tree.put("steps", policy.steps().stream().map(OnCallJson::tree).toList());
        tree.put("repeats", (long) policy.repeats());
        return tree;
    }

    private static Object tree(Step step) {
        String after = PromDuration.print(step.after());
        return switch (step.target()) {
            case Target.Receiver(String name) -> Map.of("after", after, "receiver", name);
            case Target.OnCall(String rota) -> Map.of("after", after, "rota", rota);
        };
    }
}
