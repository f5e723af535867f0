/**
 * The ways in: {@link dev.muninn.ingest.PushReceiver} takes what is sent, {@link
 * dev.muninn.ingest.Scraper} fetches what is offered; both hand samples to a {@link
 * dev.muninn.model.SampleSink}.
 */
@NullMarked
package dev.muninn.ingest;

import org.jspecify.annotations.NullMarked;
