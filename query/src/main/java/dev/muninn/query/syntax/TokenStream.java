package dev.muninn.query.syntax;

import dev.muninn.model.MuninnException;
import org.jspecify.annotations.Nullable;

/** The tokens of one text with one token of lookahead, and the words for what does not fit. */
final class TokenStream {

    private final Lexer lexer;
    private final SyntaxErrors errors;
    private @Nullable Token ahead;
    private int aggregations;
    private int lastEnd;

    TokenStream(String text) {
        this.lexer = new Lexer(text);
        this.errors = new SyntaxErrors(text);
    }

    SyntaxErrors errors() {
        return errors;
    }

    Token peek() {
        Token token = ahead;
        if (token == null) {
            token = lexer.next();
            ahead = token;
        }
        return token;
    }

    boolean isNext(TokenKind kind) {
        return peek().kind() == kind;
    }

    Token take() {
        Token token = peek();
        ahead = null;
        lastEnd = token.end();
        return token;
    }

    boolean accept(TokenKind kind) {
        boolean isThere = isNext(kind);
        if (isThere) {
            take();
        }
        return isThere;
    }

    /** Whether a parenthesis opens behind the token that {@link #peek} shows. */
    boolean isParenBehindNext() {
        peek();
        return lexer.isLeftParenNext();
    }

    /** Where the token taken last ends. */
    int lastEnd() {
        return lastEnd;
    }

    Token expect(TokenKind kind) {
        if (!isNext(kind)) {
            throw unexpected();
        }
        return take();
    }

    void expectEnd() {
        expect(TokenKind.END_OF_INPUT);
    }

    /** Errors from here to {@link #leaveAggregation} say that they are in an aggregation. */
    void enterAggregation() {
        aggregations++;
    }

    void leaveAggregation() {
        aggregations--;
    }

    MuninnException unexpected() {
        return unexpected(aggregations > 0 ? "aggregation" : "", "");
    }

    MuninnException unexpected(String context, String expected) {
        Token token = peek();
        return errors.at(
                token.span(),
                "unexpected "
                        + token.description()
                        + (context.isEmpty() ? "" : " in " + context)
                        + (expected.isEmpty() ? "" : ", expected " + expected));
    }
}
