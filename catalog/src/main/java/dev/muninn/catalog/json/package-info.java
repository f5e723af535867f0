/** JSON trees: reading, checking with a schema, comparing, merging. */
@NullMarked
package dev.muninn.catalog.json;

import org.jspecify.annotations.NullMarked;
