package dev.muninn.model;

/** The marker value with which Prometheus says that a series has ended. */
public final class Staleness {

    /** A signalling NaN of its own; it must pass every layer bit for bit. */
    public static final long MARKER_BITS = 0x7ff0000000000002L;

    public static final double MARKER = Double.longBitsToDouble(MARKER_BITS);

    private Staleness() {}

    public static boolean isMarker(double value) {
        return Double.doubleToRawLongBits(value) == MARKER_BITS;
    }
}
