/**
 * Rows become frames, once for all viewers of a view: {@link dev.muninn.stream.frame.Timeline}
 * keeps the last ticks and writes what one who lags needs, {@link dev.muninn.stream.frame.Snapshot}
 * what one needs who has nothing yet; {@link dev.muninn.stream.frame.Frame} is what is sent.
 */
@NullMarked
package dev.muninn.stream.frame;

import org.jspecify.annotations.NullMarked;
