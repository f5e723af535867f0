package dev.muninn.ingest;

import dev.muninn.model.Clock;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Decides whether a pushed request may be worked on now: its source has to keep to its rates, and
 * the bodies in flight have to fit into memory. Safe for use by many threads.
 */
public final class Admission implements TelemetrySource {

    /** One source never holds more than this part of what is in flight, so others find room. */
    private static final int SHARES = 4;

    private static final long BUSY_WAIT_MILLIS = 1_000;

    /** What a sender hears. */
    public sealed interface Decision {

        /** The request may be worked on; {@link #leave} has to follow. */
        record Enter() implements Decision {}

        /** The sender should try again after so many milliseconds. */
        record Wait(long millis, String reason) implements Decision {}
    }

    private static final Decision ENTER = new Decision.Enter();

    private final AdmissionOptions options;
    private final SourceRates rates;
    private final AtomicLong inFlight = new AtomicLong();
    private final Map<String, Long> inFlightBySource = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    public Admission(AdmissionOptions options, Clock clock) {
        this.options = options;
        rates = new SourceRates(options.rates(), clock);
    }

    /** Asks to work on a body of a source: a token, or the address of a machine. */
    public Decision enter(String source, long bytes) {
        if (!claim(source, bytes)) {
            refused.increment();
            return new Decision.Wait(
                    BUSY_WAIT_MILLIS,
                    "too many bodies are being worked on: send again later, or raise"
                            + " ingest.max-in-flight-bytes");
        }
        long waitMillis = rates.admit(source, bytes);
        if (waitMillis > 0) {
            release(source, bytes);
            return new Decision.Wait(
                    waitMillis,
                    "source "
                            + source
                            + " sends faster than it may: send again in "
                            + waitMillis
                            + " ms, send less, or raise ingest.source-*-per-second");
        }
        return ENTER;
    }

    /** Ends the work on a body that entered. */
    public void leave(String source, long bytes, long samples) {
        release(source, bytes);
        rates.charge(source, samples);
    }

    private boolean claim(String source, long bytes) {
        long all = inFlight.addAndGet(bytes);
        long own = inFlightBySource.merge(source, bytes, Long::sum);
        // The only body of a source is taken even if it alone is larger than the share.
        boolean isOnly = own == bytes;
        boolean fits =
                all <= options.maxInFlightBytes()
                        && (isOnly || own <= options.maxInFlightBytes() / SHARES);
        if (!fits && all != bytes) {
            release(source, bytes);
            return false;
        }
        return true;
    }

    private void release(String source, long bytes) {
        inFlight.addAndGet(-bytes);
        inFlightBySource.computeIfPresent(
                source, (key, held) -> held <= bytes ? null : held - bytes);
    }

    @Override
    public void report(Telemetry to) {
        rates.report(to);
        to.gauge(
                "muninn_ingest_in_flight_bytes",
                "Bytes of pushed bodies that are being worked on.",
                (double) inFlight.get());
        to.counter(
                "muninn_ingest_crowded_requests_total",
                "Push requests refused because too many bodies were being worked on.",
                (double) refused.sum());
    }
}
