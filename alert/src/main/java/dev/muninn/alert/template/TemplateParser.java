package dev.muninn.alert.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the steps of one text and the templates it defines. */
final class TemplateParser {

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

    private final TokenCursor cursor;
    private final PipelineParser pipelines;
    private final Map<String, List<Node.Step>> defined;
    private final Set<String> own = new HashSet<>();
    private int ranges;

    /** Within how many others the steps are that are read now. */
    private int depth;

    TemplateParser(
            String name, String text, Map<String, List<Node.Step>> defined, Set<String> functions) {
        this.defined = defined;
        cursor = new TokenCursor(name, text);
        pipelines = new PipelineParser(cursor, functions);
    }

    /** The steps of the whole text; definitions go into the map. */
    List<Node.Step> parse() {
        List<Node.Step> steps = steps();
        if (cursor.peek().kind() != Token.Kind.END) {
            throw cursor.error("unexpected {{" + cursor.wordAhead() + "}}");
        }
        return steps;
    }

    /** Steps up to the end of the text or to an {@code else} or {@code end}, not taken. */
    private List<Node.Step> steps() {
        cursor.enter();
        depth++;
        List<Node.Step> steps = new ArrayList<>();
        while (true) {
            Token token = cursor.peek();
            if (token.kind() == Token.Kind.TEXT) {
                cursor.take();
                steps.add(new Node.Text(token.text()));
            } else if (token.kind() == Token.Kind.END || isElseOrEnd()) {
                cursor.leave();
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
        String word = cursor.wordAhead();
        return word.equals("else") || word.equals("end");
    }

    private Node.@Nullable Step action() {
        String word = cursor.wordAhead();
        cursor.openAction();
        if (KEYWORDS.contains(word)) {
            cursor.take();
            cursor.skipSpace();
        }
        int outer = pipelines.scopeSize();
        Node.Step step = action(word);
        if (step != null && !(step instanceof Node.Action)) {
            pipelines.cutScope(outer);
        }
        return step;
    }

    private Node.@Nullable Step action(String word) {
        return switch (word) {
            case "if" -> {
                Node.Pipeline condition = pipelines.closedPipeline("if", 1);
                yield branch(condition, "if");
            }
            case "with" -> {
                Node.Pipeline value = pipelines.closedPipeline("with", 1);
                yield branch(value, "with");
            }
            case "range" -> {
                Node.Pipeline over = pipelines.closedPipeline("range", 2);
                ranges++;
                List<Node.Step> each = steps();
                ranges--;
                yield new Node.Range(over, each, otherwise("range"));
            }
            case "break", "continue" -> {
                if (ranges == 0) {
                    throw cursor.error("{{" + word + "}} outside {{range}}");
                }
                cursor.closeAction(word);
                yield word.equals("break") ? new Node.Break() : new Node.Continue();
            }
            case "template" -> {
                String called = cursor.string("template");
                cursor.skipSpace();
                Node.Pipeline argument =
                        cursor.peek().kind() == Token.Kind.ACTION_END
                                ? null
                                : pipelines.pipeline("template", 1);
                cursor.closeAction("template");
                yield new Node.Call(called, argument);
            }
            case "define" -> {
                if (depth > 1) {
                    throw cursor.error("unexpected {{define}}");
                }
                String defines = cursor.string("define");
                cursor.closeAction("define");
                define(defines);
                yield null;
            }
            case "block" -> {
                String defines = cursor.string("block");
                cursor.skipSpace();
                Node.Pipeline argument = pipelines.closedPipeline("block", 1);
                define(defines);
                yield new Node.Call(defines, argument);
            }
            default -> new Node.Action(pipelines.closedPipeline("command", 1));
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
        String word = cursor.wordAhead();
        if (word.isEmpty()) {
            throw cursor.error("unexpected EOF, {{" + keyword + "}} has no {{end}}");
        }
        cursor.openAction();
        cursor.take();
        cursor.skipSpace();
        if (word.equals("end")) {
            cursor.closeAction("end");
            return List.of();
        }
        Token token = cursor.peek();
        if (token.is(Token.Kind.WORD, "if") || token.is(Token.Kind.WORD, "with")) {
            cursor.take();
            cursor.skipSpace();
            return List.of(branch(pipelines.closedPipeline(token.text(), 1), token.text()));
        }
        cursor.closeAction("else");
        List<Node.Step> steps = steps();
        if (!cursor.wordAhead().equals("end")) {
            throw cursor.error("expected {{end}}");
        }
        cursor.openAction();
        cursor.take();
        cursor.closeAction("end");
        return steps;
    }

    private static boolean isEmpty(List<Node.Step> steps) {
        return steps.stream()
                .allMatch(step -> step instanceof Node.Text text && text.text().isBlank());
    }

    private void define(String defines) {
        int outerRanges = ranges;
        List<String> outerScope = pipelines.beginScope();
        ranges = 0;
        List<Node.Step> steps = steps();
        ranges = outerRanges;
        pipelines.endScope(outerScope);
        if (!otherwise("define").isEmpty()) {
            throw cursor.error("unexpected {{else}} in define clause");
        }
        // Within one text only an empty definition may be replaced, or replace.
        if (isEmpty(steps)) {
            defined.putIfAbsent(defines, steps);
            return;
        }
        if (!own.add(defines)) {
            throw cursor.error("multiple definition of template " + GoText.quote(defines));
        }
        defined.put(defines, steps);
    }
}
