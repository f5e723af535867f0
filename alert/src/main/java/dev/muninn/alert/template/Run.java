package dev.muninn.alert.template;

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

    private static final int MAX_DEPTH = 32;

    private enum Jump {
        NONE,
        BREAK,
        CONTINUE
    }

    private final Map<String, List<Node.Step>> defined;
    private final Evaluation evaluation;
    private final boolean escapes;
    private final StringBuilder out = new StringBuilder();
    private final Effort effort = new Effort();
    private int depth;

    Run(
            String name,
            Map<String, List<Node.Step>> defined,
            Map<String, TemplateFunction> functions,
            @Nullable Object data,
            boolean escapes) {
        this.defined = defined;
        this.escapes = escapes;
        evaluation = new Evaluation(name, functions, data, effort);
    }

    /** Executes the steps and returns what they wrote. */
    String output(List<Node.Step> list, @Nullable Object dot) {
        steps(list, dot);
        return out.toString();
    }

    private Jump steps(List<Node.Step> list, @Nullable Object dot) {
        for (Node.Step step : list) {
            countStep();
            Jump jump = step(step, dot);
            if (jump != Jump.NONE) {
                return jump;
            }
        }
        return Jump.NONE;
    }

    private void countStep() {
        try {
            effort.step();
        } catch (TemplateException e) {
            throw evaluation.error(String.valueOf(e.getMessage()));
        }
    }

    private Jump step(Node.Step step, @Nullable Object dot) {
        return switch (step) {
            case Node.Text text -> write(text.text());
            case Node.Action action -> {
                Object value = evaluation.pipeline(action.pipeline(), dot);
                yield action.pipeline().variables().isEmpty()
                        ? write(escapes ? HtmlEscape.escape(value, out) : GoText.print(value))
                        : Jump.NONE;
            }
            case Node.If branch ->
                    inScope(
                            () ->
                                    Arguments.isTrue(evaluation.pipeline(branch.condition(), dot))
                                            ? steps(branch.then(), dot)
                                            : steps(branch.otherwise(), dot));
            case Node.With with ->
                    inScope(
                            () -> {
                                Object value = evaluation.pipeline(with.value(), dot);
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
        Scope outer = evaluation.beginBlock();
        try {
            return body.get();
        } finally {
            evaluation.backTo(outer);
        }
    }

    private Jump write(String text) {
        if (out.length() + text.length() > MAX_OUTPUT) {
            throw evaluation.error("gives more than " + MAX_OUTPUT + " characters");
        }
        out.append(text);
        return Jump.NONE;
    }

    private Jump range(Node.Range range, @Nullable Object dot) {
        Object over = evaluation.valueOf(range.over(), dot);
        Map<Object, @Nullable Object> entries = entries(over, range.over().variables().size());
        if (entries.isEmpty()) {
            return steps(range.otherwise(), dot);
        }
        List<String> variables = range.over().variables();
        for (Map.Entry<Object, @Nullable Object> entry : entries.entrySet()) {
            Jump jump =
                    inScope(
                            () -> {
                                if (variables.size() == 1) {
                                    evaluation.declare(variables.getFirst(), entry.getValue());
                                } else if (variables.size() == 2) {
                                    evaluation.declare(variables.getFirst(), entry.getKey());
                                    evaluation.declare(variables.getLast(), entry.getValue());
                                }
                                return steps(range.each(), entry.getValue());
                            });
            if (jump == Jump.BREAK) {
                break;
            }
        }
        return Jump.NONE;
    }

    /** What there is to go over; each entry is a step, whatever is done with it. */
    private Map<Object, @Nullable Object> entries(@Nullable Object over, int variables) {
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        switch (over) {
            case null -> {}
            case Map<?, ?> map ->
                    new TreeMap<Object, Object>(map)
                            .forEach(
                                    (key, value) -> {
                                        countStep();
                                        entries.put(key, value);
                                    });
            case Collection<?> list -> {
                long index = 0;
                for (Object element : list) {
                    countStep();
                    entries.put(index++, element);
                }
            }
            case Long count -> {
                if (variables > 1) {
                    throw evaluation.error(
                            "can't use " + count + " to iterate over more than one variable");
                }
                for (long i = 0; i < count; i++) {
                    countStep();
                    entries.put(i, i);
                }
            }
            default -> throw evaluation.error("range can't iterate over " + GoText.print(over));
        }
        return entries;
    }

    private Jump call(Node.Call call, @Nullable Object dot) {
        List<Node.Step> body = defined.get(call.template());
        if (body == null) {
            throw evaluation.error("template " + GoText.quote(call.template()) + " not defined");
        }
        if (++depth > MAX_DEPTH) {
            throw evaluation.error("calls templates deeper than " + MAX_DEPTH);
        }
        Node.Pipeline given = call.argument();
        Object argument = given == null ? null : evaluation.pipeline(given, dot);
        Scope caller = evaluation.beginTemplate(argument);
        try {
            steps(body, argument);
        } finally {
            evaluation.backTo(caller);
            depth--;
        }
        return Jump.NONE;
    }
}
