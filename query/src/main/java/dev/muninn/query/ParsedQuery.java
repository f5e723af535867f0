package dev.muninn.query;

import dev.muninn.query.syntax.Expr;

/**
 * A query's text and tree.
 *
 * @param parseNanos what it took to make one of the other
 */
record ParsedQuery(String text, Expr expr, long parseNanos) {}
