package dev.muninn.query.syntax;

import dev.muninn.model.MuninnException;

/** Makes the errors of one query text, each with its line and column. */
record SyntaxErrors(String text) {

    MuninnException at(Span span, String message) {
        return MuninnException.badInput(span.startIn(text) + ": parse error: " + message);
    }

    MuninnException at(int offset, String message) {
        return at(new Span(offset, offset), message);
    }
}
