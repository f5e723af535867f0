/** The JVM Muninn runs in, by its management beans; {@code JvmTelemetry} reports all of it. */
@NullMarked
package dev.muninn.ingest.collect.jvm;

import org.jspecify.annotations.NullMarked;
