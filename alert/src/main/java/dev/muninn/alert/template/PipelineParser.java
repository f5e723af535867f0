package dev.muninn.alert.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads pipelines, and knows the variables that they declare. */
final class PipelineParser {

    private final TokenCursor cursor;
    private final Set<String> functions;

    /** Variables declared so far in the blocks around. */
    private List<String> inScope = startOfScope();

    PipelineParser(TokenCursor cursor, Set<String> functions) {
        this.cursor = cursor;
        this.functions = functions;
    }

    private static List<String> startOfScope() {
        return new ArrayList<>(List.of("$"));
    }

    /** Begins a template of its own, and returns what was in scope before. */
    List<String> beginScope() {
        List<String> before = inScope;
        inScope = startOfScope();
        return before;
    }

    void endScope(List<String> before) {
        inScope = before;
    }

    /** How many variables are in scope, to cut back to when a block ends. */
    int scopeSize() {
        return inScope.size();
    }

    void cutScope(int size) {
        inScope.subList(size, inScope.size()).clear();
    }

    /** The pipeline up to the end of the action, which is taken too. */
    Node.Pipeline closedPipeline(String context, int maxVariables) {
        Node.Pipeline pipeline = pipeline(context, maxVariables);
        cursor.closeAction(context);
        return pipeline;
    }

    Node.Pipeline pipeline(String context, int maxVariables) {
        cursor.skipSpace();
        List<String> variables = new ArrayList<>();
        boolean isDeclaration = false;
        int start = cursor.mark();
        while (cursor.peek().kind() == Token.Kind.VARIABLE && variables.size() < maxVariables) {
            variables.add(cursor.peek().text());
            cursor.take();
            cursor.skipSpace();
            if (cursor.peek().is(Token.Kind.SYMBOL, ",") && variables.size() < maxVariables) {
                cursor.take();
                cursor.skipSpace();
                continue;
            }
            break;
        }
        if (cursor.peek().is(Token.Kind.SYMBOL, ":=") || cursor.peek().is(Token.Kind.SYMBOL, "=")) {
            if (variables.isEmpty()) {
                throw cursor.error("unexpected \"" + cursor.peek().text() + "\" in command");
            }
            isDeclaration = cursor.peek().text().equals(":=");
            cursor.take();
            cursor.skipSpace();
        } else {
            variables.clear();
            cursor.backTo(start);
        }
        List<Node.Command> commands = new ArrayList<>();
        commands.add(command(context));
        while (cursor.peek().is(Token.Kind.SYMBOL, "|")) {
            cursor.take();
            cursor.skipSpace();
            // Go takes a bar with nothing behind it.
            if (startsOperand(cursor.peek())) {
                commands.add(command(context));
            }
        }
        if (isDeclaration) {
            inScope.addAll(variables);
        } else {
            variables.forEach(this::checkInScope);
        }
        return new Node.Pipeline(List.copyOf(variables), isDeclaration, List.copyOf(commands));
    }

    private Node.Command command(String context) {
        cursor.skipSpace();
        int offset = cursor.peek().offset();
        List<Node.Operand> operands = new ArrayList<>();
        while (startsOperand(cursor.peek())) {
            operands.add(operand());
            cursor.skipSpace();
        }
        if (operands.isEmpty()) {
            throw cursor.error("missing value for " + context);
        }
        return new Node.Command(List.copyOf(operands), offset);
    }

    private static boolean startsOperand(Token token) {
        return switch (token.kind()) {
            case WORD, FIELD, DOT, VARIABLE, STRING, CHARACTER, NUMBER -> true;
            case SYMBOL -> token.text().equals("(");
            case TEXT, ACTION_START, ACTION_END, SPACE, END -> false;
        };
    }

    private Node.Operand operand() {
        Token token = cursor.take();
        Node.Operand operand =
                switch (token.kind()) {
                    case DOT -> new Node.Dot();
                    case FIELD -> new Node.Field(new Node.Dot(), token.text());
                    case VARIABLE -> {
                        checkInScope(token.text());
                        yield new Node.Variable(token.text());
                    }
                    case STRING -> new Node.Constant(token.text(), GoText.quote(token.text()));
                    case CHARACTER, NUMBER -> new Node.Constant(number(token.text()), token.text());
                    case WORD -> word(token.text());
                    default -> parenthesized();
                };
        while (cursor.peek().kind() == Token.Kind.FIELD) {
            operand = new Node.Field(operand, cursor.take().text());
        }
        if (cursor.peek().kind() == Token.Kind.DOT) {
            throw cursor.error("unexpected <.> in operand");
        }
        return operand;
    }

    private void checkInScope(String variable) {
        if (!inScope.contains(variable)) {
            throw cursor.error("undefined variable \"" + variable + "\"");
        }
    }

    private Node.Operand parenthesized() {
        cursor.enter();
        int start = cursor.peek().offset();
        Node.Pipeline pipeline = pipeline("parenthesized pipeline", 1);
        cursor.skipSpace();
        if (!cursor.peek().is(Token.Kind.SYMBOL, ")")) {
            throw cursor.error("unclosed left paren");
        }
        String source = "(" + cursor.textFrom(start) + ")";
        cursor.take();
        cursor.leave();
        return new Node.Parenthesized(pipeline, source);
    }

    private Node.Operand word(String word) {
        return switch (word) {
            case "true" -> new Node.Constant(true, word);
            case "false" -> new Node.Constant(false, word);
            case "nil" -> new Node.Constant(null, word);
            default -> {
                if (!functions.contains(word)) {
                    throw cursor.error("function \"" + word + "\" not defined");
                }
                yield new Node.Function(word);
            }
        };
    }

    private Object number(String number) {
        String plain = number.replace("_", "");
        String lower = plain.toLowerCase(Locale.ROOT);
        try {
            return lower.startsWith("0b")
                    ? (Object) Long.valueOf(plain.substring(2), 2)
                    : lower.startsWith("0o")
                            ? (Object) Long.valueOf(plain.substring(2), 8)
                            : (Object) Long.decode(plain);
        } catch (NumberFormatException e) {
            try {
                return Double.parseDouble(plain);
            } catch (NumberFormatException e2) {
                throw cursor.error("bad number syntax: \"" + number + "\"");
            }
        }
    }
}
