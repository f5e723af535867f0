/**
 * Runs PromQL test scripts in Prometheus' format: {@link dev.muninn.query.script.PromqlScript}
 * reads them, {@link dev.muninn.query.script.ScriptRunner} runs them over any store.
 */
@NullMarked
package dev.muninn.query.script;

import org.jspecify.annotations.NullMarked;
