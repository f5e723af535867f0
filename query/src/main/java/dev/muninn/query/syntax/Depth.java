package dev.muninn.query.syntax;

import dev.muninn.model.MuninnException;

/** Bounds the tree that one text makes, so that whoever walks it later cannot run out of stack. */
final class Depth {

    /** Parentheses, calls and signs within each other; people write fewer than twenty. */
    static final int MAX_NESTING = 256;

    /** Levels of the tree: a chain such as {@code a or b or c} has one for each operator. */
    static final int MAX_HEIGHT = 500;

    static final int MAX_NODES = 10_000;

    private final SyntaxErrors errors;
    private final TokenStream tokens;
    private int nesting;
    private int growth;
    private int nodes;

    Depth(TokenStream tokens) {
        this.tokens = tokens;
        this.errors = tokens.errors();
    }

    /** One level deeper, until {@link #leave}. */
    void enter() {
        if (++nesting > MAX_NESTING) {
            throw tooMuch("nests more than " + MAX_NESTING + " levels");
        }
    }

    void leave() {
        nesting--;
    }

    void countNode() {
        if (++nodes > MAX_NODES) {
            throw tooMuch("has more than " + MAX_NODES + " parts");
        }
    }

    /** Counts a chained operator, which puts what stands left of it one level deeper. */
    void grow() {
        checkHeight(++growth);
    }

    void checkHeight(int height) {
        if (height > MAX_HEIGHT) {
            throw tooMuch("chains more than " + MAX_HEIGHT + " operators");
        }
    }

    private MuninnException tooMuch(String what) {
        return MuninnException.limit(
                tokens.peek().span().startIn(errors.text())
                        + ": query "
                        + what
                        + ": split it, for instance with recording rules");
    }
}
