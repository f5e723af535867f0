/**
 * The Linux machine Muninn runs on, read from {@code /proc} and {@code /sys} and named as
 * node_exporter names it; {@link dev.muninn.ingest.collect.host.LinuxHost} lists the parts.
 */
@NullMarked
package dev.muninn.ingest.collect.host;

import org.jspecify.annotations.NullMarked;
