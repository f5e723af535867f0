package dev.muninn.query.syntax;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.query.regex.Regex;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code name{matchers}} in all its forms. */
final class SelectorParser {

    private static final String CONTEXT = "label matching";

    private final TokenStream tokens;

    SelectorParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    Expr.VectorSelector parse() {
        Token first = tokens.peek();
        if (first.kind().namesMetric()) {
            return parse(tokens.take());
        }
        if (first.kind() != TokenKind.LEFT_BRACE) {
            throw tokens.unexpected();
        }
        return parse("", first.start());
    }

    /** The selector whose name was taken already. */
    Expr.VectorSelector parse(Token name) {
        return parse(name.text(), name.start());
    }

    private Expr.VectorSelector parse(String name, int start) {
        List<Matcher> matchers = new ArrayList<>();
        if (tokens.isNext(TokenKind.LEFT_BRACE)) {
            parseBraces(matchers);
        }
        if (!name.isEmpty()) {
            matchers.add(Matcher.equal(Labels.METRIC_NAME, name));
        }
        return new Expr.VectorSelector(
                name,
                List.copyOf(matchers),
                Expr.Timing.NOW,
                Expr.RangeMode.PLAIN,
                new Span(start, tokens.lastEnd()));
    }

    private void parseBraces(List<Matcher> matchers) {
        tokens.expect(TokenKind.LEFT_BRACE);
        while (!tokens.accept(TokenKind.RIGHT_BRACE)) {
            matchers.add(parseMatcher());
            if (!tokens.accept(TokenKind.COMMA) && !tokens.isNext(TokenKind.RIGHT_BRACE)) {
                throw tokens.unexpected(CONTEXT, "\",\" or \"}\"");
            }
        }
    }

    private Matcher parseMatcher() {
        Token label = tokens.peek();
        boolean isQuoted = label.kind() == TokenKind.STRING;
        if (!isQuoted && label.kind() != TokenKind.IDENTIFIER) {
            throw tokens.unexpected(CONTEXT, "identifier or \"}\"");
        }
        tokens.take();
        String name = isQuoted ? QuotedText.unquote(label.text()) : label.text();
        TokenKind operator = tokens.peek().kind();
        boolean isMatchOperator =
                operator == TokenKind.EQUAL
                        || operator == TokenKind.NOT_EQUAL
                        || operator == TokenKind.REGEXP
                        || operator == TokenKind.NOT_REGEXP;
        if (!isMatchOperator) {
            if (isQuoted) {
                return Matcher.equal(Labels.METRIC_NAME, name);
            }
            throw tokens.unexpected(CONTEXT, "label matching operator");
        }
        tokens.take();
        if (!tokens.isNext(TokenKind.STRING)) {
            throw tokens.unexpected(CONTEXT, "string");
        }
        String value = QuotedText.unquote(tokens.take().text());
        if (operator == TokenKind.EQUAL) {
            return Matcher.equal(name, value);
        }
        if (operator == TokenKind.NOT_EQUAL) {
            return Matcher.notEqual(name, value);
        }
        Matcher.Pattern pattern = compile(label.span(), value);
        return operator == TokenKind.REGEXP
                ? Matcher.regexp(name, value, pattern)
                : Matcher.notRegexp(name, value, pattern);
    }

    private Matcher.Pattern compile(Span span, String expression) {
        try {
            return Regex.compile(expression);
        } catch (MuninnException e) {
            throw tokens.errors().at(span, String.valueOf(e.getMessage()));
        }
    }
}
