/** Benchmarks of alerting. */
@NullMarked
package dev.muninn.bench.alert;

import org.jspecify.annotations.NullMarked;
