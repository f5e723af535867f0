/**
 * The JSON batch for scripts: {@link dev.muninn.ingest.json.JsonBatchDecoder}; its form is in
 * docs/ingest/json.md.
 */
@NullMarked
package dev.muninn.ingest.json;

import org.jspecify.annotations.NullMarked;
