package dev.muninn.ingest.forward;

import dev.muninn.model.Telemetry;
import java.util.concurrent.atomic.LongAdder;

/** Counts what one target was sent. Safe for use by many threads. */
final class ForwardFigures {

    final LongAdder sent = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder retries = new LongAdder();

    void report(Telemetry to, String url, long queued, long dropped) {
        to.counter(
                "muninn_ingest_forward_requests_total",
                "Requests that another server took.",
                (double) sent.sum(),
                "url",
                url);
        to.counter(
                "muninn_ingest_forward_refused_requests_total",
                "Requests that another server will never take, given up.",
                (double) refused.sum(),
                "url",
                url);
        to.counter(
                "muninn_ingest_forward_retries_total",
                "Requests that were sent again.",
                (double) retries.sum(),
                "url",
                url);
        to.gauge(
                "muninn_ingest_forward_queue_bytes",
                "Bytes on disk that wait to be sent.",
                (double) queued,
                "url",
                url);
        to.counter(
                "muninn_ingest_forward_dropped_bytes_total",
                "Bytes that gave way in a full queue before they were sent.",
                (double) dropped,
                "url",
                url);
    }
}
