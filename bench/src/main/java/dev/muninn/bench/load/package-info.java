/**
 * A seeded workload sent as remote write to any server, with what it cost that server. Entry class:
 * {@link dev.muninn.bench.load.IngestLoad}.
 */
@NullMarked
package dev.muninn.bench.load;

import org.jspecify.annotations.NullMarked;
