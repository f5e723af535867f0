/**
 * What the result cache knows of queries: {@link dev.muninn.query.cache.Dependences}, the samples
 * that each step of a query depends on.
 */
@NullMarked
package dev.muninn.query.cache;

import org.jspecify.annotations.NullMarked;
