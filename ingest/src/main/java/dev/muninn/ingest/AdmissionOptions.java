package dev.muninn.ingest;

import dev.muninn.model.MuninnException;

/**
 * How much may be pushed; keys start with {@code ingest.}.
 *
 * @param rates what one source may send in a second
 * @param maxInFlightBytes bodies, as they arrived, that are worked on at one time; a quarter of it
 *     is what one source may hold while others wait
 */
public record AdmissionOptions(SourceRates.Rates rates, long maxInFlightBytes) {

    /** Eight of the largest bodies; decoding may need a few times as much memory. */
    private static final long DEFAULT_MAX_IN_FLIGHT_BYTES = 256L << 20;

    public static final AdmissionOptions DEFAULTS =
            new AdmissionOptions(SourceRates.Rates.UNLIMITED, DEFAULT_MAX_IN_FLIGHT_BYTES);

    public AdmissionOptions {
        if (maxInFlightBytes < 1) {
            throw MuninnException.badInput(
                    "ingest.max-in-flight-bytes is " + maxInFlightBytes + ": give at least 1");
        }
    }
}
