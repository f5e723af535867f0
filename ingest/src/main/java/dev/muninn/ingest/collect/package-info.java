/**
 * The common part of built-in collectors: {@link dev.muninn.ingest.collect.CollectLoop} ticks at
 * whole multiples of the interval, lets a source fill a {@link
 * dev.muninn.ingest.collect.SampleFrame}, and writes it; {@link
 * dev.muninn.ingest.collect.ExpositionText} turns the same figures into text.
 */
@NullMarked
package dev.muninn.ingest.collect;

import org.jspecify.annotations.NullMarked;
