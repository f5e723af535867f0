package dev.muninn.stream;

import dev.muninn.model.Telemetry;
import java.util.concurrent.atomic.LongAdder;

/** What the live streams count of themselves. */
final class LiveFigures {

    final LongAdder evaluations = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder slowTicks = new LongAdder();
    final LongAdder framesEncoded = new LongAdder();
    final LongAdder framesSent = new LongAdder();
    final LongAdder bytesSent = new LongAdder();
    final LongAdder skippedTicks = new LongAdder();
    final LongAdder slowViewers = new LongAdder();

    void report(Telemetry to) {
        to.counter(
                "muninn_live_evaluations_total",
                "Queries evaluated for ticks of live views.",
                evaluations.doubleValue());
        to.counter(
                "muninn_live_evaluation_failures_total",
                "Queries of live views that gave no values.",
                failures.doubleValue());
        to.counter(
                "muninn_live_slow_ticks_total",
                "Ticks left out because the one before was still being evaluated.",
                slowTicks.doubleValue());
        to.counter(
                "muninn_live_frames_encoded_total",
                "Frames with ticks encoded, each for all viewers of a view.",
                framesEncoded.doubleValue());
        to.counter(
                "muninn_live_frames_sent_total",
                "Frames written to live sockets.",
                framesSent.doubleValue());
        to.counter(
                "muninn_live_sent_bytes_total",
                "Bytes of frames written to live sockets.",
                bytesSent.doubleValue());
        to.counter(
                "muninn_live_skipped_ticks_total",
                "Ticks a viewer could not take in time; they were joined to later ones.",
                skippedTicks.doubleValue());
        to.counter(
                "muninn_live_slow_viewers_total",
                "Live sockets closed because they took nothing for long.",
                slowViewers.doubleValue());
    }
}
