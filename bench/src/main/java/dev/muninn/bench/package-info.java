/** JMH benchmarks and load generators; each has a script in {@code bench/} that runs it. */
@NullMarked
package dev.muninn.bench;

import org.jspecify.annotations.NullMarked;
