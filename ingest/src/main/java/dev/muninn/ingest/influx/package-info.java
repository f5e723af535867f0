/**
 * InfluxDB's line protocol: {@link dev.muninn.ingest.influx.LineProtocolDecoder} makes one series
 * of each field.
 */
@NullMarked
package dev.muninn.ingest.influx;

import org.jspecify.annotations.NullMarked;
