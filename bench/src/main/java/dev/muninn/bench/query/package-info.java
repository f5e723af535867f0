/** Speed of the query engine by itself, without store and HTTP. */
@NullMarked
package dev.muninn.bench.query;

import org.jspecify.annotations.NullMarked;
