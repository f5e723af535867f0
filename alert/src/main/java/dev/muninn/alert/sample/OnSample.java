package dev.muninn.alert.sample;

import dev.muninn.alert.rule.Rule;
import dev.muninn.query.QueryEngine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules that are evaluated when samples of theirs come, and not only on the schedule of their
 * group: which ask for it, and which cannot have it.
 */
public final class OnSample {

    /** For this program, not for people: no alert has it. */
    public static final String ANNOTATION = "muninn_evaluate";

    private static final String WANTED = "on-sample";

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%", "^");

    private OnSample() {}

    /** Whether a rule is to be evaluated so, and can be. */
    public static boolean isFor(Rule rule, QueryEngine engine) {
        return rule instanceof Rule.Alerting alerting
                && WANTED.equals(alerting.annotations().get(ANNOTATION))
                && isSimple(engine.tree(rule.expr()));
    }

    /** Why a rule is evaluated on schedule although it asks for more; null if it does not. */
    public static @Nullable String obstacle(Rule.Alerting rule, QueryEngine engine) {
        String asked = rule.annotations().get(ANNOTATION);
        if (asked == null) {
            return null;
        }
        if (!asked.equals(WANTED)) {
            return "annotation %s is \"%s\", but only \"%s\" is known: the rule is evaluated on schedule"
                    .formatted(ANNOTATION, asked, WANTED);
        }
        return isSimple(engine.tree(rule.expr()))
                ? null
                : ("annotation %s wants an expression that is a selector compared with a number, or"
                                + " absent() of one, without offset and @: the rule is evaluated on"
                                + " schedule; record what it computes in a group with a short interval,"
                                + " and compare that")
                        .formatted(ANNOTATION);
    }

    private static boolean isSimple(Map<?, ?> node) {
        return switch (type(node)) {
            case "parenExpr" -> isSimple(inner(node));
            case "call" -> isAbsent(node);
            case "binaryExpr" ->
                    COMPARISONS.contains(String.valueOf(node.get("op")))
                            && (isSelector(side(node, "lhs")) && isNumber(side(node, "rhs"))
                                    || isNumber(side(node, "lhs"))
                                            && isSelector(side(node, "rhs")));
            default -> false;
        };
    }

    private static boolean isAbsent(Map<?, ?> node) {
        return node.get("func") instanceof Map<?, ?> function
                && "absent".equals(function.get("name"))
                && node.get("args") instanceof List<?> args
                && args.getFirst() instanceof Map<?, ?> argument
                && isSelector(argument);
    }

    /** Whether samples change what it gives at the moment they come. */
    private static boolean isSelector(Map<?, ?> node) {
        return switch (type(node)) {
            case "parenExpr" -> isSelector(inner(node));
            case "vectorSelector" ->
                    Long.valueOf(0).equals(node.get("offset"))
                            && node.get("timestamp") == null
                            && node.get("startOrEnd") == null;
            default -> false;
        };
    }

    private static boolean isNumber(Map<?, ?> node) {
        return switch (type(node)) {
            case "numberLiteral" -> true;
            case "parenExpr", "unaryExpr" -> isNumber(inner(node));
            case "binaryExpr" ->
                    ARITHMETIC.contains(String.valueOf(node.get("op")))
                            && isNumber(side(node, "lhs"))
                            && isNumber(side(node, "rhs"));
            default -> false;
        };
    }

    private static String type(Map<?, ?> node) {
        return String.valueOf(node.get("type"));
    }

    private static Map<?, ?> inner(Map<?, ?> node) {
        return side(node, "expr");
    }

    private static Map<?, ?> side(Map<?, ?> node, String name) {
        return node.get(name) instanceof Map<?, ?> side ? side : Map.of();
    }
}
