/**
 * What discoveries find: addresses with labels, in {@link dev.muninn.ingest.target.TargetGroup}.
 */
@NullMarked
package dev.muninn.ingest.target;

import org.jspecify.annotations.NullMarked;
