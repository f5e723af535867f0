/**
 * Logs in, metrics out: requests of agents become {@link dev.muninn.ingest.logs.LogLine}s, which
 * {@link dev.muninn.ingest.logs.LogPipeline} turns into figures and keeps for a while.
 */
@NullMarked
package dev.muninn.ingest.logs;

import org.jspecify.annotations.NullMarked;
