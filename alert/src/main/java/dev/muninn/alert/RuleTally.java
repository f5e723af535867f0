package dev.muninn.alert;

import dev.muninn.alert.rule.RuleStatus;
import dev.muninn.model.MuninnException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How many rules are in which state. */
final class RuleTally {

    /** What people look for among many rules. */
    enum State {
        ALL,
        FIRING,
        PENDING,
        UNHEALTHY,
        PAUSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return Arrays.stream(values())
                    .filter(state -> state.word().equals(word))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    MuninnException.badInput(
                                            "state is \"%s\": it takes all, firing, pending, unhealthy or paused"
                                                    .formatted(word)));
        }
    }

    private final Map<State, Long> counts = new EnumMap<>(State.class);

    /** A rule that is evaluated. */
    void add(RuleStatus rule) {
        note(State.ALL);
        switch (rule.state()) {
            case "firing" -> note(State.FIRING);
            case "pending" -> note(State.PENDING);
            default -> {}
        }
        if (rule.health() == RuleStatus.Health.ERROR) {
            note(State.UNHEALTHY);
        }
    }

    /** A rule that is not. */
    void addIdle(State state) {
        note(State.ALL);
        if (state != State.ALL) {
            note(state);
        }
    }

    private void note(State state) {
        counts.merge(state, 1L, Long::sum);
    }

    void add(RuleTally others) {
        others.counts.forEach((state, count) -> counts.merge(state, count, Long::sum));
    }

    long count(State state) {
        return counts.getOrDefault(state, 0L);
    }

    Map<String, Long> tree() {
        Map<String, Long> tree = new LinkedHashMap<>();
        for (State state : State.values()) {
            tree.put(state.word(), count(state));
        }
        return tree;
    }
}
