package dev.muninn.query.syntax;

import dev.muninn.model.MuninnException;

/** Cuts query text into tokens, one at a time, so that errors come in reading order. */
final class Lexer {

    /*
     * What a character means depends on where it stands: braces hold label names (no keywords) and
     * matcher operators, brackets hold durations and colons. The lexer tracks this itself, as
     * Prometheus' does, so both refuse the same text at the same place.
     */

    private static final String NO_DURATION = "unexpected character in duration expression: ";

    private final String text;
    private final SyntaxErrors errors;
    private int start;
    private int at;
    private int parenDepth;
    private boolean isInBraces;
    private boolean isInBrackets;
    private boolean hasColon;
    private boolean hasDuration;
    private boolean isBehindNumber;

    Lexer(String text) {
        this.text = text;
        this.errors = new SyntaxErrors(text);
    }

    Token next() {
        skipSpacesAndComments();
        start = at;
        if (at >= text.length()) {
            return endOfInput();
        }
        if (isInBraces) {
            return nextInBraces();
        }
        return isInBrackets ? nextInBrackets() : nextInExpression();
    }

    /** Whether the next token is an opening parenthesis, without taking it. */
    boolean isLeftParenNext() {
        int back = at;
        skipSpacesAndComments();
        boolean result = peek() == '(';
        at = back;
        return result;
    }

    private Token endOfInput() {
        if (isInBraces) {
            throw error("unexpected end of input inside braces");
        }
        if (isInBrackets && !hasDuration) {
            throw error("unexpected end of input in duration expression");
        }
        if (isInBrackets) {
            throw error("unclosed left bracket");
        }
        if (parenDepth > 0) {
            throw error("unclosed left parenthesis");
        }
        return token(TokenKind.END_OF_INPUT);
    }

    private Token nextInExpression() {
        char c = text.charAt(at);
        if (Letters.isDigit(c)
                || (c == '.' && at + 1 < text.length() && Letters.isDigit(text.charAt(at + 1)))) {
            return numberOrDuration();
        }
        if (Letters.isAlpha(c) || c == ':') {
            return wordOrMetric();
        }
        at++;
        return switch (c) {
            case ',' -> token(TokenKind.COMMA);
            case '(', ')' -> paren(c);
            case '{' -> {
                isInBraces = true;
                yield token(TokenKind.LEFT_BRACE);
            }
            case '[' -> {
                isInBrackets = true;
                hasColon = false;
                hasDuration = false;
                isBehindNumber = false;
                yield token(TokenKind.LEFT_BRACKET);
            }
            case ']' -> throw error("unexpected right bracket " + QuotedText.quote(c));
            case '"', '\'', '`' -> string();
            case '@' -> token(TokenKind.AT);
            case '<' -> comparison(TokenKind.LESS, TokenKind.LESS_OR_EQUAL, TokenKind.TRIM_UPPER);
            case '>' ->
                    comparison(TokenKind.GREATER, TokenKind.GREATER_OR_EQUAL, TokenKind.TRIM_LOWER);
            case '=' -> equal();
            case '!' -> {
                if (accept('=')) {
                    yield token(TokenKind.NOT_EQUAL);
                }
                throw error("unexpected character after '!': " + shownAt(at));
            }
            default -> arithmetic(c, "unexpected character: ");
        };
    }

    private Token equal() {
        if (accept('=')) {
            return token(TokenKind.EQUALS);
        }
        if (peek() == '~') {
            throw error("unexpected character after '=': " + shownAt(at));
        }
        return token(TokenKind.EQUAL);
    }

    private Token comparison(TokenKind plain, TokenKind withEqual, TokenKind withSlash) {
        return accept('=') ? token(withEqual) : accept('/') ? token(withSlash) : token(plain);
    }

    private Token arithmetic(char c, String message) {
        return switch (c) {
            case '+' -> token(TokenKind.ADD);
            case '-' -> token(TokenKind.SUBTRACT);
            case '*' -> token(TokenKind.MULTIPLY);
            case '/' -> token(TokenKind.DIVIDE);
            case '%' -> token(TokenKind.MODULO);
            case '^' -> token(TokenKind.POWER);
            default -> throw error(message + shownAt(start));
        };
    }

    private Token paren(char c) {
        if (c == '(') {
            parenDepth++;
            return token(TokenKind.LEFT_PAREN);
        }
        if (--parenDepth < 0) {
            throw errors.at(at, "unexpected right parenthesis " + QuotedText.quote(c));
        }
        return token(TokenKind.RIGHT_PAREN);
    }

    private Token nextInBraces() {
        char c = text.charAt(at);
        if (Letters.isAlpha(c)) {
            skipWord();
            return token(TokenKind.IDENTIFIER);
        }
        at++;
        return switch (c) {
            case ',' -> token(TokenKind.COMMA);
            case '"', '\'', '`' -> string();
            case '=' -> token(accept('~') ? TokenKind.REGEXP : TokenKind.EQUAL);
            case '!' -> {
                if (accept('~')) {
                    yield token(TokenKind.NOT_REGEXP);
                }
                if (accept('=')) {
                    yield token(TokenKind.NOT_EQUAL);
                }
                throw error("unexpected character after '!' inside braces: " + shownAt(at));
            }
            case '{' -> throw error("unexpected left brace " + QuotedText.quote(c));
            case '}' -> {
                isInBraces = false;
                yield token(TokenKind.RIGHT_BRACE);
            }
            default -> throw error("unexpected character inside braces: " + shownAt(start));
        };
    }

    /** Behind a first number anything may stand, and what is wrong is told by the parser. */
    private Token nextInBrackets() {
        char c = text.charAt(at);
        if (Letters.isDigit(c)
                || (c == '.' && at + 1 < text.length() && Letters.isDigit(text.charAt(at + 1)))) {
            hasDuration = true;
            isBehindNumber = true;
            return numberOrDuration();
        }
        if (Letters.isAlpha(c)) {
            return durationWord();
        }
        if (c != ':' && c != '[' && c != ']' && isBehindNumber) {
            return nextInExpression();
        }
        at++;
        return switch (c) {
            case ',' -> token(TokenKind.COMMA);
            case '(', ')' -> paren(c);
            case ':' -> colon();
            case '[' -> throw leftBracket();
            case ']' -> {
                isInBrackets = false;
                yield token(TokenKind.RIGHT_BRACKET);
            }
            default -> arithmetic(c, NO_DURATION);
        };
    }

    private MuninnException leftBracket() {
        return error(
                (isBehindNumber ? "unexpected left bracket " : NO_DURATION)
                        + QuotedText.quote('['));
    }

    private Token colon() {
        if (!hasDuration) {
            throw errors.at(at, "unexpected colon before duration in duration expression");
        }
        if (hasColon && isBehindNumber) {
            throw error("unexpected colon " + QuotedText.quote(':'));
        }
        if (hasColon) {
            throw errors.at(at, "unexpected repeated colon in duration expression");
        }
        hasColon = true;
        return token(TokenKind.COLON);
    }

    private Token durationWord() {
        skipWord();
        TokenKind kind = TokenKind.keyword(text.substring(start, at));
        if (kind == TokenKind.STEP || kind == TokenKind.RANGE) {
            hasDuration = true;
            return token(kind);
        }
        if (DurationParser.isChoice(text.substring(start, at))) {
            return token(TokenKind.IDENTIFIER);
        }
        throw error(
                isBehindNumber
                        ? "unexpected character: " + shownAt(start) + ", expected ':'"
                        : NO_DURATION + shownAt(start));
    }

    private Token wordOrMetric() {
        boolean isMetric = false;
        while (at < text.length()
                && (Letters.isWordPart(text.charAt(at)) || text.charAt(at) == ':')) {
            isMetric |= text.charAt(at++) == ':';
        }
        TokenKind kind = TokenKind.keyword(text.substring(start, at));
        return token(
                kind != null
                        ? kind
                        : isMetric ? TokenKind.METRIC_IDENTIFIER : TokenKind.IDENTIFIER);
    }

    private Token numberOrDuration() {
        NumberScan scan = new NumberScan(text, start);
        at = scan.end();
        if (!scan.isNumber() && !scan.isDuration()) {
            throw error(
                    "bad number or duration syntax: "
                            + QuotedText.quote(text.substring(start, at)));
        }
        return token(scan.isNumber() ? TokenKind.NUMBER : TokenKind.DURATION);
    }

    private Token string() {
        at = new QuotedScan(text, start, errors).end();
        return token(TokenKind.STRING);
    }

    private void skipSpacesAndComments() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int lineEnd = text.indexOf('\n', at);
                at = lineEnd < 0 ? text.length() : lineEnd;
            } else if (Letters.isSpace(c)) {
                at++;
            } else {
                return;
            }
        }
    }

    private void skipWord() {
        while (at < text.length() && Letters.isWordPart(text.charAt(at))) {
            at++;
        }
    }

    private boolean accept(char expected) {
        boolean isThere = at < text.length() && text.charAt(at) == expected;
        if (isThere) {
            at++;
        }
        return isThere;
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    private Token token(TokenKind kind) {
        return new Token(kind, text.substring(start, at), start, at);
    }

    private MuninnException error(String message) {
        return errors.at(start, message);
    }

    private String shownAt(int index) {
        return index < text.length() ? QuotedText.quote(text.codePointAt(index)) : "end of input";
    }
}
