package dev.muninn.alert.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the steps of one text and the templates it defines. */
final class TemplateParser {

    /** Deeper nesting is no template a person wrote, and would end the stack. */
    private static final int MAX_DEPTH = 100;

    private static final Set<String> KEYWORDS =
            Set.of(
                    "end",
                    "else",
                    "if",
                    "range",
                    "with",
                    "template",
                    "define",
                    "block",
                    "break",
                    "continue");

    private final String name;
    private final String text;
    private final List<Token> tokens;
    private final Map<String, List<Node.Step>> defined;
    private final Set<String> functions;

    /** Variables declared so far in the blocks around; blocks cut it back when they end. */
    private List<String> inScope = new ArrayList<>(List.of("$"));

    private int next;
    private int depth;
    private int ranges;

    TemplateParser(
            String name, String text, Map<String, List<Node.Step>> defined, Set<String> functions) {
        this.name = name;
        this.text = text;
        this.tokens = Lexer.tokens(name, text);
        this.defined = defined;
        this.functions = functions;
    }

    /** The steps of the whole text; definitions go into the map. */
    List<Node.Step> parse() {
        List<Node.Step> steps = steps();
        if (peek().kind() != Token.Kind.END) {
            throw error("unexpected {{" + wordAhead() + "}}");
        }
        return steps;
    }

    /** Steps up to the end of the text or to an {@code else} or {@code end}, not taken. */
    private List<Node.Step> steps() {
        if (++depth > MAX_DEPTH) {
            throw error("nested deeper than " + MAX_DEPTH);
        }
        List<Node.Step> steps = new ArrayList<>();
        while (true) {
            Token token = peek();
            if (token.kind() == Token.Kind.TEXT) {
                next++;
                steps.add(new Node.Text(token.text()));
            } else if (token.kind() == Token.Kind.END || isElseOrEnd()) {
                depth--;
                return steps;
            } else {
                Node.Step step = action();
                if (step != null) {
                    steps.add(step);
                }
            }
        }
    }

    private boolean isElseOrEnd() {
        String word = wordAhead();
        return word.equals("else") || word.equals("end");
    }

    /** The first word of the action that comes next, or the empty string. */
    private String wordAhead() {
        int i = next + 1;
        while (i < tokens.size() && tokens.get(i).kind() == Token.Kind.SPACE) {
            i++;
        }
        return i < tokens.size() && tokens.get(i).kind() == Token.Kind.WORD
                ? tokens.get(i).text()
                : "";
    }

    private Node.@Nullable Step action() {
        String word = wordAhead();
        expect(Token.Kind.ACTION_START, "action");
        skipSpace();
        if (KEYWORDS.contains(word)) {
            next++;
            skipSpace();
        }
        int outer = inScope.size();
        Node.Step step = action(word);
        if (step != null && !(step instanceof Node.Action)) {
            inScope.subList(outer, inScope.size()).clear();
        }
        return step;
    }

    private Node.@Nullable Step action(String word) {
        return switch (word) {
            case "if" -> {
                Node.Pipeline condition = closedPipeline("if", 1);
                yield branch(condition, "if");
            }
            case "with" -> {
                Node.Pipeline value = closedPipeline("with", 1);
                yield branch(value, "with");
            }
            case "range" -> {
                Node.Pipeline over = closedPipeline("range", 2);
                ranges++;
                List<Node.Step> each = steps();
                ranges--;
                yield new Node.Range(over, each, otherwise("range"));
            }
            case "break", "continue" -> {
                if (ranges == 0) {
                    throw error("{{" + word + "}} outside {{range}}");
                }
                closeAction(word);
                yield word.equals("break") ? new Node.Break() : new Node.Continue();
            }
            case "template" -> {
                String called = string("template");
                skipSpace();
                Node.Pipeline argument =
                        peek().kind() == Token.Kind.ACTION_END ? null : pipeline("template", 1);
                closeAction("template");
                yield new Node.Call(called, argument);
            }
            case "define" -> {
                String defines = string("define");
                closeAction("define");
                define(defines);
                yield null;
            }
            case "block" -> {
                String defines = string("block");
                skipSpace();
                Node.Pipeline argument = closedPipeline("block", 1);
                define(defines);
                yield new Node.Call(defines, argument);
            }
            default -> new Node.Action(closedPipeline("command", 1));
        };
    }

    private Node.Step branch(Node.Pipeline value, String keyword) {
        List<Node.Step> then = steps();
        List<Node.Step> otherwise = otherwise(keyword);
        return keyword.equals("if")
                ? new Node.If(value, then, otherwise)
                : new Node.With(value, then, otherwise);
    }

    /** What stands between {@code else} and {@code end}; takes both. */
    private List<Node.Step> otherwise(String keyword) {
        String word = wordAhead();
        if (word.isEmpty()) {
            throw error("unexpected EOF, {{" + keyword + "}} has no {{end}}");
        }
        expect(Token.Kind.ACTION_START, "action");
        skipSpace();
        next++;
        skipSpace();
        if (word.equals("end")) {
            closeAction("end");
            return List.of();
        }
        Token token = peek();
        if (token.is(Token.Kind.WORD, "if") || token.is(Token.Kind.WORD, "with")) {
            next++;
            skipSpace();
            return List.of(branch(closedPipeline(token.text(), 1), token.text()));
        }
        closeAction("else");
        List<Node.Step> steps = steps();
        if (!wordAhead().equals("end")) {
            throw error("expected {{end}}");
        }
        expect(Token.Kind.ACTION_START, "action");
        skipSpace();
        next++;
        closeAction("end");
        return steps;
    }

    private void define(String defines) {
        int outerRanges = ranges;
        List<String> outerScope = inScope;
        ranges = 0;
        inScope = new ArrayList<>(List.of("$"));
        List<Node.Step> steps = steps();
        ranges = outerRanges;
        inScope = outerScope;
        if (!otherwise("define").isEmpty()) {
            throw error("unexpected {{else}} in define clause");
        }
        defined.put(defines, steps);
    }

    private String string(String context) {
        Token token = peek();
        if (token.kind() != Token.Kind.STRING) {
            throw error("expected a string in " + context + " clause");
        }
        next++;
        return token.text();
    }

    private Node.Pipeline closedPipeline(String context, int maxVariables) {
        Node.Pipeline pipeline = pipeline(context, maxVariables);
        closeAction(context);
        return pipeline;
    }

    private void closeAction(String context) {
        skipSpace();
        if (peek().kind() != Token.Kind.ACTION_END) {
            throw error("unexpected \"" + peek().text() + "\" in " + context);
        }
        next++;
    }

    private Node.Pipeline pipeline(String context, int maxVariables) {
        skipSpace();
        List<String> variables = new ArrayList<>();
        boolean isDeclaration = false;
        int start = next;
        while (peek().kind() == Token.Kind.VARIABLE && variables.size() < maxVariables) {
            variables.add(peek().text());
            next++;
            skipSpace();
            if (peek().is(Token.Kind.SYMBOL, ",") && variables.size() < maxVariables) {
                next++;
                skipSpace();
                continue;
            }
            break;
        }
        if (peek().is(Token.Kind.SYMBOL, ":=") || peek().is(Token.Kind.SYMBOL, "=")) {
            isDeclaration = peek().text().equals(":=");
            next++;
            skipSpace();
        } else {
            variables.clear();
            next = start;
        }
        List<Node.Command> commands = new ArrayList<>();
        commands.add(command(context));
        while (peek().is(Token.Kind.SYMBOL, "|")) {
            next++;
            commands.add(command(context));
        }
        if (isDeclaration) {
            inScope.addAll(variables);
        } else {
            variables.forEach(this::checkInScope);
        }
        return new Node.Pipeline(List.copyOf(variables), isDeclaration, commands);
    }

    private Node.Command command(String context) {
        skipSpace();
        int offset = peek().offset();
        List<Node.Operand> operands = new ArrayList<>();
        while (startsOperand(peek())) {
            operands.add(operand());
            skipSpace();
        }
        if (operands.isEmpty()) {
            throw error("missing value for " + context);
        }
        return new Node.Command(operands, offset);
    }

    private static boolean startsOperand(Token token) {
        return switch (token.kind()) {
            case WORD, FIELD, DOT, VARIABLE, STRING, CHARACTER, NUMBER -> true;
            case SYMBOL -> token.text().equals("(");
            case TEXT, ACTION_START, ACTION_END, SPACE, END -> false;
        };
    }

    private Node.Operand operand() {
        Token token = tokens.get(next++);
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
        while (peek().kind() == Token.Kind.FIELD) {
            operand = new Node.Field(operand, tokens.get(next++).text());
        }
        return operand;
    }

    private void checkInScope(String variable) {
        if (!inScope.contains(variable)) {
            throw error("undefined variable \"" + variable + "\"");
        }
    }

    private Node.Operand parenthesized() {
        if (++depth > MAX_DEPTH) {
            throw error("nested deeper than " + MAX_DEPTH);
        }
        int start = peek().offset();
        Node.Pipeline pipeline = pipeline("parenthesized pipeline", 1);
        skipSpace();
        if (!peek().is(Token.Kind.SYMBOL, ")")) {
            throw error("unclosed left paren");
        }
        String source = "(" + text.substring(start, peek().offset()) + ")";
        next++;
        depth--;
        return new Node.Parenthesized(pipeline, source);
    }

    private Node.Operand word(String word) {
        return switch (word) {
            case "true" -> new Node.Constant(true, word);
            case "false" -> new Node.Constant(false, word);
            case "nil" -> new Node.Constant(null, word);
            default -> {
                if (!functions.contains(word)) {
                    throw error("function \"" + word + "\" not defined");
                }
                yield new Node.Function(word);
            }
        };
    }

    private Object number(String number) {
        String plain = number.replace("_", "");
        try {
            return Long.decode(plain);
        } catch (NumberFormatException e) {
            try {
                return Double.parseDouble(plain);
            } catch (NumberFormatException e2) {
                throw error("bad number syntax: \"" + number + "\"");
            }
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    private void skipSpace() {
        while (peek().kind() == Token.Kind.SPACE) {
            next++;
        }
    }

    private void expect(Token.Kind kind, String what) {
        if (peek().kind() != kind) {
            throw error("expected " + what);
        }
        next++;
    }

    private TemplateException error(String message) {
        int offset = tokens.get(Math.min(next, tokens.size() - 1)).offset();
        return new TemplateException(
                "template: " + name + ":" + Lexer.line(text, offset) + ": " + message);
    }
}
