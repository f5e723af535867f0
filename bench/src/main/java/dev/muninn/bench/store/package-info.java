/**
 * How fast and how small the store is, without a server around it: {@link
 * dev.muninn.bench.store.StoredDay} makes the data, {@link dev.muninn.bench.store.EngineFigures}
 * prints the figures in one go, the others are JMH benchmarks.
 */
@NullMarked
package dev.muninn.bench.store;

import org.jspecify.annotations.NullMarked;
