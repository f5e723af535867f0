/** The two databases that the catalog can be kept in, and what they say when they fail. */
@NullMarked
package dev.muninn.catalog.database;

import org.jspecify.annotations.NullMarked;
