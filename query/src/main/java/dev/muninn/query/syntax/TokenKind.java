package dev.muninn.query.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a token is; keywords carry the word they are written as. */
enum TokenKind {
    END_OF_INPUT,
    IDENTIFIER,
    METRIC_IDENTIFIER,
    NUMBER,
    DURATION,
    STRING,
    COMMA,
    COLON,
    LEFT_PAREN,
    RIGHT_PAREN,
    LEFT_BRACE,
    RIGHT_BRACE,
    LEFT_BRACKET,
    RIGHT_BRACKET,
    EQUAL,
    REGEXP,
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
    ATAN2("atan2"),
    AND("and"),
    OR("or"),
    UNLESS("unless"),
    AGGREGATOR,
    OFFSET("offset"),
    ANCHORED("anchored"),
    SMOOTHED("smoothed"),
    BY("by"),
    WITHOUT("without"),
    ON("on"),
    IGNORING("ignoring"),
    GROUP_LEFT("group_left"),
    GROUP_RIGHT("group_right"),
    BOOL("bool"),
    FILL("fill"),
    FILL_LEFT("fill_left"),
    FILL_RIGHT("fill_right"),
    START("start"),
    END("end"),
    STEP("step"),
    RANGE("range");

    private static final Map<String, TokenKind> KEYWORDS = keywords();

    /** Keywords that never name a metric: they would be ambiguous behind an operator. */
    private static final Set<TokenKind> NO_METRIC =
            Set.of(ATAN2, BOOL, ON, IGNORING, GROUP_LEFT, GROUP_RIGHT);

    private final String word;

    TokenKind() {
        this("");
    }

    TokenKind(String word) {
        this.word = word;
    }

    private static Map<String, TokenKind> keywords() {
        Map<String, TokenKind> words = new TreeMap<>();
        for (TokenKind kind : values()) {
            if (!kind.word.isEmpty()) {
                words.put(kind.word, kind);
            }
        }
        for (Expr.AggregationOp op : Expr.AggregationOp.values()) {
            words.put(op.name().toLowerCase(Locale.ROOT), AGGREGATOR);
        }
        words.put("inf", NUMBER);
        words.put("nan", NUMBER);
        return words;
    }

    /** The kind of a word that is not an ordinary identifier, in any case; else null. */
    static @Nullable TokenKind keyword(String word) {
        return KEYWORDS.get(word.toLowerCase(Locale.ROOT));
    }

    boolean isWord() {
        return !word.isEmpty() || this == AGGREGATOR || this == IDENTIFIER;
    }

    boolean namesMetric() {
        return (isWord() || this == METRIC_IDENTIFIER) && !NO_METRIC.contains(this);
    }

    /** Whether an expression may begin with it. */
    boolean beginsExpression() {
        return switch (this) {
            case NUMBER, DURATION, STRING, LEFT_PAREN, LEFT_BRACE, ADD, SUBTRACT -> true;
            default -> namesMetric();
        };
    }

    boolean isSetOrTrigonometricWord() {
        return this == AND || this == OR || this == UNLESS || this == ATAN2;
    }

    boolean isOperator() {
        return (compareTo(EQUAL) >= 0 && compareTo(UNLESS) <= 0);
    }
}
