/**
 * Reads other JVMs over JMX under the names of jmx_exporter; {@link
 * dev.muninn.ingest.collect.jmx.JmxSource} is the way in.
 */
@NullMarked
package dev.muninn.ingest.collect.jmx;

import org.jspecify.annotations.NullMarked;
