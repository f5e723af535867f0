package dev.muninn.alert.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a parsed template. */
sealed interface Node {

    /** What a template does, in order. */
    sealed interface Step extends Node {}

    /** Text as it is. */
    record Text(String text) implements Step {}

    /** {@code {{pipeline}}}; prints unless it declares. */
    record Action(Pipeline pipeline) implements Step {}

    record If(Pipeline condition, List<Step> then, List<Step> otherwise) implements Step {}

    record With(Pipeline value, List<Step> then, List<Step> otherwise) implements Step {}

    record Range(Pipeline over, List<Step> each, List<Step> otherwise) implements Step {}

    record Break() implements Step {}

    record Continue() implements Step {}

    /** {@code {{template "name" pipeline}}}. */
    record Call(String template, @Nullable Pipeline argument) implements Step {}

    /**
     * Commands joined by {@code |}.
     *
     * @param variables set to the value; two only in a range
     * @param isDeclaration {@code :=} rather than {@code =}
     */
    record Pipeline(List<String> variables, boolean isDeclaration, List<Command> commands)
            implements Node {}

    /** One value, or a function or method with its arguments. */
    record Command(List<Operand> operands, int offset) implements Node {}

    /** What stands for a value. */
    sealed interface Operand extends Node {

        /** The source of the operand, for messages. */
        String source();
    }

    record Constant(@Nullable Object value, String source) implements Operand {}

    record Function(String name) implements Operand {
        @Override
        public String source() {
            return name;
        }
    }

    record Dot() implements Operand {
        @Override
        public String source() {
            return ".";
        }
    }

    record Variable(String name) implements Operand {
        @Override
        public String source() {
            return name;
        }
    }

    /** {@code base.name}: a field, a key of a map, or a method. */
    record Field(Operand base, String name) implements Operand {
        @Override
        public String source() {
            return (base instanceof Dot ? "" : base.source()) + "." + name;
        }
    }

    record Parenthesized(Pipeline pipeline, String source) implements Operand {}
}
