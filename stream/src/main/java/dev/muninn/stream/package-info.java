/**
 * Live results: every distinct view is evaluated once per tick, encoded once, and the same bytes go
 * to all who look at it. {@link dev.muninn.stream.LiveStreams} is the entry; a transport brings a
 * {@link dev.muninn.stream.Viewer} per socket and gets a {@link dev.muninn.stream.LiveConnection}.
 * The protocol is drawn in docs/live-protocol.md.
 *
 * <p>This package has both ends: who looks ({@code LiveConnection}, {@code Subscriptions}, {@code
 * Outbox}) and what is evaluated ({@code Views}, {@code View}, {@code TickMaker}, {@code
 * Snapshots}). Between them values go through {@code series} (columns of a view), {@code coding}
 * (numbers to bytes) and {@code frame} (the last ticks, and frames that all viewers share).
 */
@NullMarked
package dev.muninn.stream;

import org.jspecify.annotations.NullMarked;
