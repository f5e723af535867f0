/**
 * Looking at services from outside, as their users do, under blackbox_exporter's names; {@link
 * dev.muninn.ingest.collect.probe.ProbeSource} is the target.
 */
@NullMarked
package dev.muninn.ingest.collect.probe;

import org.jspecify.annotations.NullMarked;
