/**
 * PromQL: from text to results. {@link dev.muninn.query.QueryEngine} parses, checks, plans and
 * evaluates; {@code syntax} holds the tree, {@code eval} the kernels.
 */
@NullMarked
package dev.muninn.query;

import org.jspecify.annotations.NullMarked;
