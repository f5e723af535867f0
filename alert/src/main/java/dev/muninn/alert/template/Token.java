package dev.muninn.alert.template;

/** A piece of a template's text; {@code offset} counts characters from its start. */
record Token(Kind kind, String text, int offset) {

    enum Kind {
        /** Text outside of actions, trimmed as its neighbours ask. */
        TEXT,
        ACTION_START,
        ACTION_END,
        /** A word: keyword, function, {@code true}, {@code nil}. */
        WORD,
        /** {@code .name}; the text is without the dot. */
        FIELD,
        DOT,
        /** {@code $} or {@code $name}; the text is with the dollar. */
        VARIABLE,
        /** A quoted or raw string; the text is its value. */
        STRING,
        /** A character constant; the text is its code point in decimal. */
        CHARACTER,
        NUMBER,
        /** One of {@code | ( ) , = :=}. */
        SYMBOL,
        /** Blanks inside an action, which separate arguments. */
        SPACE,
        END
    }

    boolean is(Kind kind, String text) {
        return this.kind == kind && this.text.equals(text);
    }
}
