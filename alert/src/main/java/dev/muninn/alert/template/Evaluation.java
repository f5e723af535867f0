package dev.muninn.alert.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives pipelines their values, in the scope of the block that is run; confined to one thread. */
final class Evaluation {

    /** Their first argument is a pattern, and the last one the text. */
    private static final Set<String> SEARCHES = Set.of("match", "reReplaceAll");

    private final String name;
    private final Map<String, TemplateFunction> functions;
    private final Effort effort;
    private Scope scope;

    Evaluation(
            String name,
            Map<String, TemplateFunction> functions,
            @Nullable Object data,
            Effort effort) {
        this.name = name;
        this.functions = functions;
        this.effort = effort;
        scope = templateScope(data);
    }

    private static Scope templateScope(@Nullable Object data) {
        Scope scope = new Scope(null);
        scope.declare("$", data);
        return scope;
    }

    /** Begins a block, and returns the scope to go back to. */
    Scope beginBlock() {
        Scope before = scope;
        scope = new Scope(before);
        return before;
    }

    /** Begins a template, which sees no variables but its argument. */
    Scope beginTemplate(@Nullable Object argument) {
        Scope before = scope;
        scope = templateScope(argument);
        return before;
    }

    void backTo(Scope before) {
        scope = before;
    }

    void declare(String variable, @Nullable Object value) {
        scope.declare(variable, value);
    }

    /** The value of a pipeline, after its variables were set. */
    @Nullable Object pipeline(Node.Pipeline pipeline, @Nullable Object dot) {
        Object value = valueOf(pipeline, dot);
        for (String variable : pipeline.variables()) {
            if (pipeline.isDeclaration()) {
                scope.declare(variable, value);
            } else {
                Scope owner = scope.find(variable);
                if (owner == null) {
                    throw error("undefined variable \"" + variable + "\"");
                }
                owner.declare(variable, value);
            }
        }
        return value;
    }

    /** The value of a pipeline, whose variables are left alone. */
    @Nullable Object valueOf(Node.Pipeline pipeline, @Nullable Object dot) {
        Object value = null;
        boolean isFirst = true;
        for (Node.Command command : pipeline.commands()) {
            List<@Nullable Object> piped = new ArrayList<>();
            if (!isFirst) {
                piped.add(value);
            }
            value = command(command, dot, piped);
            isFirst = false;
        }
        return value;
    }

    private @Nullable Object command(
            Node.Command command, @Nullable Object dot, List<@Nullable Object> piped) {
        Node.Operand first = command.operands().getFirst();
        List<Node.Operand> rest = command.operands().subList(1, command.operands().size());
        if (first instanceof Node.Function function) {
            if (function.name().equals("and") || function.name().equals("or")) {
                return shortCircuit(function.name().equals("or"), rest, dot, piped);
            }
            return function(function.name(), arguments(rest, dot, piped));
        }
        if (first instanceof Node.Field field) {
            return field(operand(field.base(), dot), field, arguments(rest, dot, piped));
        }
        if (first instanceof Node.Constant constant && constant.value() == null) {
            throw error("nil is not a command");
        }
        if (!rest.isEmpty() || !piped.isEmpty()) {
            throw error("can't give argument to non-function " + first.source());
        }
        return operand(first, dot);
    }

    private @Nullable Object shortCircuit(
            boolean endsAt,
            List<Node.Operand> operands,
            @Nullable Object dot,
            List<@Nullable Object> piped) {
        Object value = null;
        for (Node.Operand operand : operands) {
            value = operand(operand, dot);
            if (Arguments.isTrue(value) == endsAt) {
                return value;
            }
        }
        return piped.isEmpty() ? value : piped.getFirst();
    }

    private List<@Nullable Object> arguments(
            List<Node.Operand> operands, @Nullable Object dot, List<@Nullable Object> piped) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Node.Operand operand : operands) {
            arguments.add(operand(operand, dot));
        }
        arguments.addAll(piped);
        return arguments;
    }

    private @Nullable Object operand(Node.Operand operand, @Nullable Object dot) {
        return switch (operand) {
            case Node.Constant constant -> constant.value();
            case Node.Dot ignored -> dot;
            case Node.Variable variable -> {
                Scope owner = scope.find(variable.name());
                if (owner == null) {
                    throw error("undefined variable \"" + variable.name() + "\"");
                }
                yield owner.value(variable.name());
            }
            case Node.Field field -> field(operand(field.base(), dot), field, List.of());
            case Node.Parenthesized inner -> pipeline(inner.pipeline(), dot);
            case Node.Function function -> function(function.name(), List.of());
        };
    }

    private @Nullable Object function(String function, List<@Nullable Object> arguments) {
        TemplateFunction found = functions.get(function);
        if (found == null) {
            found = Builtins.FUNCTIONS.get(function);
        }
        if (found == null) {
            throw error("function \"" + function + "\" not defined");
        }
        try {
            Arities.check(function, arguments.size());
            if (SEARCHES.contains(function)) {
                effort.search(
                        Arguments.text(arguments, 0),
                        Arguments.text(arguments, arguments.size() - 1));
            }
            Object value = found.call(arguments);
            effort.made(value);
            return value;
        } catch (TemplateException e) {
            throw error("error calling " + function + ": " + e.getMessage());
        }
    }

    private @Nullable Object field(
            @Nullable Object base, Node.Field field, List<@Nullable Object> arguments) {
        try {
            return switch (base) {
                case Methods methods when methods.hasMethod(field.name()) ->
                        methods.call(field.name(), arguments);
                case Fields fields when fields.fields().containsKey(field.name()) ->
                        fields.fields().get(field.name());
                case Fields fields -> fields.call(field.name(), arguments);
                case Map<?, ?> map -> Builtins.valueOf(map, field.name());
                case java.time.ZonedDateTime time ->
                        TimeMethods.call(time, field.name(), arguments);
                case java.time.Duration duration -> TimeMethods.call(duration, field.name());
                case null ->
                        throw new TemplateException(
                                "nil data; no entry for key \"" + field.name() + "\"");
                default ->
                        throw new TemplateException(
                                "can't evaluate field "
                                        + field.name()
                                        + " in type "
                                        + GoText.typeName(base));
            };
        } catch (TemplateException e) {
            throw error("executing at <" + field.source() + ">: " + e.getMessage());
        }
    }

    TemplateException error(String message) {
        return new TemplateException("template: " + name + ": " + message);
    }
}
