package dev.muninn.alert.oncall;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.List;

/**
 * Who is told when nobody acknowledges.
 *
 * @param matchers of the alerts it is for; none means all
 * @param steps in the order of their times; at least one
 * @param repeats how often all steps are taken again, 0 to 5
 */
public record EscalationPolicy(String name, List<Matcher> matchers, List<Step> steps, int repeats) {

    /** Whoever did not answer six times does not hear the phone. */
    private static final int MAX_REPEATS = 5;

    private static final Duration LONGEST = Duration.ofDays(7);

    /** Who is told by a step. */
    public sealed interface Target {

        /** The same people each time. */
        record Receiver(String name) implements Target {}

        /** Whoever is on call at the time. */
        record OnCall(String rota) implements Target {}
    }

    /**
     * One step.
     *
     * @param after how long nobody has taken care by then
     */
    public record Step(Duration after, Target target) {}

    public EscalationPolicy {
        matchers = List.copyOf(matchers);
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw MuninnException.badInput("escalation policy \"%s\" has no steps".formatted(name));
        }
        Duration before = Duration.ZERO;
        for (Step step : steps) {
            if (step.after().compareTo(before) < 0 || step.after().compareTo(LONGEST) > 0) {
                throw MuninnException.badInput(
                        "the steps of escalation policy \"%s\" are not in the order of their times, or later than a week"
                                .formatted(name));
            }
            before = step.after();
        }
        if (repeats < 0 || repeats > MAX_REPEATS) {
            throw MuninnException.badInput(
                    "escalation policy \"%s\" repeats %d times, limit %d"
                            .formatted(name, repeats, MAX_REPEATS));
        }
        if (repeats > 0 && before.isZero()) {
            throw MuninnException.badInput(
                    "escalation policy \"%s\" cannot repeat: its last step is at once"
                            .formatted(name));
        }
    }

    boolean isFor(Labels alert) {
        return Matcher.allMatch(matchers, alert);
    }

    /** How many times somebody is told at most. */
    int stepCount() {
        return steps.size() * (repeats + 1);
    }

    /** A step by its number, repeats counted on. */
    Step step(int number) {
        return steps.get(number % steps.size());
    }

    /** When a step is due after nobody took care. */
    long dueMillis(int number) {
        long round = steps.getLast().after().toMillis() * (number / steps.size());
        return round + step(number).after().toMillis();
    }
}
