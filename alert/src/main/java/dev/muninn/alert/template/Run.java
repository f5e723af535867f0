package dev.muninn.alert.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One execution of a template; confined to one thread. */
final class Run {

    /** Longer messages are refused or cut by every channel there is. */
    private static final int MAX_OUTPUT = 64 << 10;

    private static final int MAX_STEPS = 100_000;

    private static final int MAX_DEPTH = 32;

    private enum Jump {
        NONE,
        BREAK,
        CONTINUE
    }

    private final String name;
    private final Map<String, List<Node.Step>> defined;
    private final Map<String, TemplateFunction> functions;
    private final boolean escapes;
    private final StringBuilder out = new StringBuilder();
    private Scope scope;
    private int steps;
    private int depth;

    Run(
            String name,
            Map<String, List<Node.Step>> defined,
            Map<String, TemplateFunction> functions,
            @Nullable Object data,
            boolean escapes) {
        this.name = name;
        this.defined = defined;
        this.functions = functions;
        this.escapes = escapes;
        scope = new Scope(null);
        scope.declare("$", data);
    }

    /** Variables of a block, with those of the blocks around it. */
    private static final class Scope {
        private final @Nullable Scope outer;
        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

        Scope(@Nullable Scope outer) {
            this.outer = outer;
        }

        void declare(String variable, @Nullable Object value) {
            values.put(variable, value);
        }

        @Nullable Scope find(String variable) {
            for (Scope at = this; at != null; at = at.outer) {
                if (at.values.containsKey(variable)) {
                    return at;
                }
            }
            return null;
        }
    }

    /** Executes the steps and returns what they wrote. */
    String output(List<Node.Step> list, @Nullable Object dot) {
        steps(list, dot);
        return out.toString();
    }

    private Jump steps(List<Node.Step> list, @Nullable Object dot) {
        for (Node.Step step : list) {
            if (++steps > MAX_STEPS) {
                throw error("runs for more than " + MAX_STEPS + " steps");
            }
            Jump jump = step(step, dot);
            if (jump != Jump.NONE) {
                return jump;
            }
        }
        return Jump.NONE;
    }

    private Jump step(Node.Step step, @Nullable Object dot) {
        return switch (step) {
            case Node.Text text -> write(text.text());
            case Node.Action action -> {
                Object value = pipeline(action.pipeline(), dot);
                yield action.pipeline().variables().isEmpty()
                        ? write(escapes ? HtmlEscape.escape(value, out) : GoText.print(value))
                        : Jump.NONE;
            }
            case Node.If branch ->
                    inScope(
                            () ->
                                    Arguments.isTrue(pipeline(branch.condition(), dot))
                                            ? steps(branch.then(), dot)
                                            : steps(branch.otherwise(), dot));
            case Node.With with ->
                    inScope(
                            () -> {
                                Object value = pipeline(with.value(), dot);
                                return Arguments.isTrue(value)
                                        ? steps(with.then(), value)
                                        : steps(with.otherwise(), dot);
                            });
            case Node.Range range -> inScope(() -> range(range, dot));
            case Node.Break ignored -> Jump.BREAK;
            case Node.Continue ignored -> Jump.CONTINUE;
            case Node.Call call -> call(call, dot);
        };
    }

    private Jump inScope(java.util.function.Supplier<Jump> body) {
        Scope outer = scope;
        scope = new Scope(outer);
        try {
            return body.get();
        } finally {
            scope = outer;
        }
    }

    private Jump write(String text) {
        if (out.length() + text.length() > MAX_OUTPUT) {
            throw error("gives more than " + MAX_OUTPUT + " characters");
        }
        out.append(text);
        return Jump.NONE;
    }

    private Jump range(Node.Range range, @Nullable Object dot) {
        Object over = valueOf(range.over(), dot);
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        switch (over) {
            case null -> {}
            case Map<?, ?> map -> entries.putAll(new TreeMap<Object, Object>(map));
            case Collection<?> list -> {
                long index = 0;
                for (Object element : list) {
                    entries.put(index++, element);
                }
            }
            case Long count -> {
                for (long i = 0; i < Math.min(count, MAX_STEPS); i++) {
                    entries.put(i, i);
                }
            }
            default -> throw error("range can't iterate over " + GoText.print(over));
        }
        if (entries.isEmpty()) {
            return steps(range.otherwise(), dot);
        }
        List<String> variables = range.over().variables();
        for (Map.Entry<Object, @Nullable Object> entry : entries.entrySet()) {
            Jump jump =
                    inScope(
                            () -> {
                                if (variables.size() == 1) {
                                    scope.declare(variables.getFirst(), entry.getValue());
                                } else if (variables.size() == 2) {
                                    scope.declare(variables.getFirst(), entry.getKey());
                                    scope.declare(variables.getLast(), entry.getValue());
                                }
                                return steps(range.each(), entry.getValue());
                            });
            if (jump == Jump.BREAK) {
                break;
            }
        }
        return Jump.NONE;
    }

    private Jump call(Node.Call call, @Nullable Object dot) {
        List<Node.Step> body = defined.get(call.template());
        if (body == null) {
            throw error("template " + GoText.quote(call.template()) + " not defined");
        }
        if (++depth > MAX_DEPTH) {
            throw error("calls templates deeper than " + MAX_DEPTH);
        }
        Node.Pipeline given = call.argument();
        Object argument = given == null ? null : pipeline(given, dot);
        Scope caller = scope;
        scope = new Scope(null);
        scope.declare("$", argument);
        try {
            steps(body, argument);
        } finally {
            scope = caller;
            depth--;
        }
        return Jump.NONE;
    }

    /** The value of a pipeline, after its variables were set. */
    private @Nullable Object pipeline(Node.Pipeline pipeline, @Nullable Object dot) {
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

    private @Nullable Object valueOf(Node.Pipeline pipeline, @Nullable Object dot) {
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
                yield owner.values.get(variable.name());
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
            return found.call(arguments);
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
                case Map<?, ?> map -> {
                    Object value = map.get(field.name());
                    yield value == null && Builtins.isTextMap(map) ? "" : value;
                }
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

    private TemplateException error(String message) {
        return new TemplateException("template: " + name + ": " + message);
    }
}
