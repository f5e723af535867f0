/**
 * Live results: every distinct view is evaluated once per tick, encoded once, and the same bytes go
 * to all who look at it. {@link dev.muninn.stream.LiveStreams} is the entry; a transport brings a
 * {@link dev.muninn.stream.Viewer} per socket and gets a {@link dev.muninn.stream.LiveConnection}.
 * The protocol is drawn in docs/live-protocol.md.
 */
@NullMarked
package dev.muninn.stream;

import org.jspecify.annotations.NullMarked;
