/** Policies by source: {@link dev.muninn.ingest.shape.ShapingSink} thins out, drops and renames. */
@NullMarked
package dev.muninn.ingest.shape;

import org.jspecify.annotations.NullMarked;
