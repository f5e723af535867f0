/**
 * Machines other than Linux, by OSHI: fewer figures under the names and labels Linux machines have;
 * {@link dev.muninn.ingest.collect.portable.PortableHost} lists the parts.
 */
@NullMarked
package dev.muninn.ingest.collect.portable;

import org.jspecify.annotations.NullMarked;
