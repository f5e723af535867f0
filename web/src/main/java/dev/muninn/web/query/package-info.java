/**
 * Prometheus' HTTP API for queries, series, labels and metadata, federation, and care of the cache;
 * each class of routes is an entry.
 */
@NullMarked
package dev.muninn.web.query;

import org.jspecify.annotations.NullMarked;
