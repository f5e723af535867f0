package dev.muninn.alert;

import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.sample.OnSample;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.query.QueryEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is allowed in rules, but seldom meant. */
public final class RuleAdvice {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private static final Set<String> ABSENCE = Set.of("absent", "absent_over_time");

    private static final Set<String> SET_OPERATORS = Set.of("and", "unless");

    private final QueryEngine engine;

    public RuleAdvice(QueryEngine engine) {
        this.engine = engine;
    }

    /** One sentence for each doubt about the rules, in their order. */
    public List<String> about(List<RuleGroup> groups) {
        List<String> advice = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (RuleGroup group : groups) {
            for (Rule rule : group.rules()) {
                String where =
                        group.file() + ": group \"" + group.name() + "\", rule " + rule.name();
                String identity = rule.name() + "\0" + rule.expr() + "\0" + rule.labels();
                String before = seen.putIfAbsent(identity, where);
                if (before != null) {
                    advice.add(where + ": is the same as " + before);
                }
                if (rule instanceof Rule.Alerting alerting) {
                    about(alerting, group).forEach(sentence -> advice.add(where + ": " + sentence));
                }
            }
        }
        return advice;
    }

    private List<String> about(Rule.Alerting rule, RuleGroup group) {
        List<String> advice = new ArrayList<>();
        if (rule.pendingFor().isPositive() && rule.pendingFor().compareTo(group.interval()) < 0) {
            advice.add(
                    "for is "
                            + PromDuration.print(rule.pendingFor())
                            + ", shorter than the interval of "
                            + PromDuration.print(group.interval())
                            + ": it means \"at the next evaluation\"");
        }
        if (!canBeEmpty(engine.tree(rule.expr()))) {
            advice.add(
                    "expr has neither a comparison nor absent(): it fires for whatever it finds");
        }
        rule.labels()
                .forEach(
                        (label, text) -> {
                            if (text.contains("$value") || text.contains(".Value")) {
                                advice.add(
                                        "label "
                                                + label
                                                + " has the value in it: each new value is a new"
                                                + " alert; put it into an annotation");
                            }
                        });
        String obstacle = OnSample.obstacle(rule, engine);
        if (obstacle != null) {
            advice.add(obstacle);
        }
        if (!rule.labels().containsKey("severity")) {
            advice.add("no label severity: routes cannot tell how urgent it is");
        }
        if (!rule.annotations().containsKey("summary")
                && !rule.annotations().containsKey("message")
                && !rule.annotations().containsKey("description")) {
            advice.add("no annotation summary: whoever is told reads only labels");
        }
        return advice;
    }

    private static boolean canBeEmpty(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> map ->
                    isFilter(map) || map.values().stream().anyMatch(RuleAdvice::canBeEmpty);
            case List<?> list -> list.stream().anyMatch(RuleAdvice::canBeEmpty);
            case null, default -> false;
        };
    }

    private static boolean isFilter(Map<?, ?> node) {
        if ("binaryExpr".equals(node.get("type"))) {
            Object operator = node.get("op");
            return SET_OPERATORS.contains(String.valueOf(operator))
                    || (COMPARISONS.contains(String.valueOf(operator))
                            && !Boolean.TRUE.equals(node.get("bool")));
        }
        return "call".equals(node.get("type"))
                && node.get("func") instanceof Map<?, ?> function
                && ABSENCE.contains(String.valueOf(function.get("name")));
    }
}
