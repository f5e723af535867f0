/**
 * StatsD, with DogStatsD's tags: {@link dev.muninn.ingest.statsd.StatsdMetrics} adds up what
 * packets say and hands out the state of all metrics now and then.
 */
@NullMarked
package dev.muninn.ingest.statsd;

import org.jspecify.annotations.NullMarked;
