/** Relabeling as Prometheus does it: {@link dev.muninn.ingest.relabel.Relabeling}. */
@NullMarked
package dev.muninn.ingest.relabel;

import org.jspecify.annotations.NullMarked;
