package dev.muninn.query.syntax;

import java.nio.charset.StandardCharsets;

/** A piece of query text with its place; the text of a string includes its quotes. */
record Token(TokenKind kind, String text, int start, int end) {

    /** Longer texts are cut in messages. */
    private static final int SHOWN = 10;

    Span span() {
        return new Span(start, end);
    }

    /** How error messages name it. */
    String description() {
        return switch (kind) {
            case END_OF_INPUT -> "end of input";
            case IDENTIFIER -> "identifier " + QuotedText.quote(text);
            case METRIC_IDENTIFIER -> "metric identifier " + QuotedText.quote(text);
            case NUMBER -> "number " + shortened();
            case DURATION -> "duration " + shortened();
            case STRING -> "string " + shortened();
            case COMMA,
                    COLON,
                    LEFT_PAREN,
                    RIGHT_PAREN,
                    LEFT_BRACE,
                    RIGHT_BRACE,
                    LEFT_BRACKET,
                    RIGHT_BRACKET,
                    EQUAL,
                    START,
                    END,
                    STEP,
                    RANGE ->
                    QuotedText.quote(text);
            case AGGREGATOR -> "<aggr:" + text + ">";
            case REGEXP,
                    NOT_REGEXP,
                    AT,
                    ADD,
                    SUBTRACT,
                    MULTIPLY,
                    DIVIDE,
                    MODULO,
                    POWER,
                    EQUALS,
                    NOT_EQUAL,
                    GREATER,
                    LESS,
                    GREATER_OR_EQUAL,
                    LESS_OR_EQUAL,
                    TRIM_UPPER,
                    TRIM_LOWER,
                    ATAN2,
                    AND,
                    OR,
                    UNLESS ->
                    "<op:" + text + ">";
            case OFFSET,
                    ANCHORED,
                    SMOOTHED,
                    BY,
                    WITHOUT,
                    ON,
                    IGNORING,
                    GROUP_LEFT,
                    GROUP_RIGHT,
                    BOOL,
                    FILL,
                    FILL_LEFT,
                    FILL_RIGHT ->
                    "<" + text + ">";
        };
    }

    private String shortened() {
        // As Prometheus counts: bytes for whether it is too long, letters for what is shown of it.
        if (text.getBytes(StandardCharsets.UTF_8).length <= SHOWN) {
            return QuotedText.quote(text);
        }
        int shown = Math.min(SHOWN, text.codePointCount(0, text.length()));
        return QuotedText.quote(text.substring(0, text.offsetByCodePoints(0, shown))) + "...";
    }
}
