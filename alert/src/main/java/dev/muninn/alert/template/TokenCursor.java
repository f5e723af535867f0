package dev.muninn.alert.template;

import java.util.List;

/** A place among the tokens of a template, moved on as they are taken. */
final class TokenCursor {

    /** Deeper nesting is no template a person wrote, and would end the stack. */
    private static final int MAX_DEPTH = 100;

    private final String name;
    private final String text;
    private final List<Token> tokens;
    private int next;
    private int depth;

    TokenCursor(String name, String text) {
        this.name = name;
        this.text = text;
        tokens = Lexer.tokens(name, text);
    }

    /** The token that comes next. */
    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        return tokens.get(next++);
    }

    /** The place, to come back to. */
    int mark() {
        return next;
    }

    void backTo(int mark) {
        next = mark;
    }

    void skipSpace() {
        while (peek().kind() == Token.Kind.SPACE) {
            next++;
        }
    }

    void expect(Token.Kind kind, String what) {
        if (peek().kind() != kind) {
            throw error("expected " + what);
        }
        next++;
    }

    /** Takes the begin of an action, to the word after it. */
    void openAction() {
        expect(Token.Kind.ACTION_START, "action");
        skipSpace();
    }

    void closeAction(String context) {
        skipSpace();
        if (peek().kind() != Token.Kind.ACTION_END) {
            throw error("unexpected \"" + peek().text() + "\" in " + context);
        }
        next++;
    }

    /** The first word of the action that comes next, or the empty string. */
    String wordAhead() {
        int i = next + 1;
        while (i < tokens.size() && tokens.get(i).kind() == Token.Kind.SPACE) {
            i++;
        }
        return i < tokens.size() && tokens.get(i).kind() == Token.Kind.WORD
                ? tokens.get(i).text()
                : "";
    }

    String string(String context) {
        if (peek().kind() != Token.Kind.STRING) {
            throw error("expected a string in " + context + " clause");
        }
        return take().text();
    }

    /** The text from an offset to the token that comes next. */
    String textFrom(int offset) {
        return text.substring(offset, peek().offset());
    }

    /** Goes one block or parenthesis deeper; to be followed by {@link #leave}. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw error("nested deeper than " + MAX_DEPTH);
        }
    }

    void leave() {
        depth--;
    }

    TemplateException error(String message) {
        int offset = tokens.get(Math.min(next, tokens.size() - 1)).offset();
        return new TemplateException(
                "template: " + name + ":" + Lexer.line(text, offset) + ": " + message);
    }
}
