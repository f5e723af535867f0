package dev.muninn.ingest;

import dev.muninn.model.MuninnException;

/**
 * How much may be pushed; keys start with {@code ingest.}.
 *
 * @param rates what one source may send in a second
 * @param maxInFlightBytes bodies, as they arrived, that are worked on at one time; a quarter of it
 *     is what one source may hold while others wait
 * @param maxSeriesPerSource series that one source may have; 0 for no limit
 */
public record AdmissionOptions(
        SourceRates.Rates rates, long maxInFlightBytes, long maxSeriesPerSource) {

    /** Eight of the largest bodies; decoding may need a few times as much memory. */
    private static final long DEFAULT_MAX_IN_FLIGHT_BYTES = 256L << 20;

    public static final AdmissionOptions DEFAULTS =
            new AdmissionOptions(SourceRates.Rates.UNLIMITED, DEFAULT_MAX_IN_FLIGHT_BYTES, 0);

    public AdmissionOptions {
        if (maxInFlightBytes < 1) {
            throw MuninnException.badInput(
                    "ingest.max-in-flight-bytes is " + maxInFlightBytes + ": give at least 1");
        }
        if (maxSeriesPerSource < 0) {
            throw MuninnException.badInput(
                    "ingest.source-max-series is " + maxSeriesPerSource + ": give at least 0");
        }
    }
}
