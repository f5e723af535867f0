/**
 * What is written of queries: {@link dev.muninn.query.log.ActiveQueries}, a file of those that run,
 * to name the culprit after a crash.
 */
@NullMarked
package dev.muninn.query.log;

import org.jspecify.annotations.NullMarked;
