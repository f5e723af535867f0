/**
 * Processes, grouped by command name under process-exporter's metric names; {@link
 * dev.muninn.ingest.collect.process.ProcessPart} reports the groups that use most.
 */
@NullMarked
package dev.muninn.ingest.collect.process;

import org.jspecify.annotations.NullMarked;
