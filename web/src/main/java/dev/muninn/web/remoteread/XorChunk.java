package dev.muninn.web.remoteread;

/**
 * Writes float samples as Prometheus' chunk of encoding XOR: times as the difference of
 * differences, values as the bits that changed. Used by one thread.
 */
final class XorChunk {

    static final int TYPE = 1;

    /** As many as Prometheus puts into one. */
    static final int MAX_SAMPLES = 120;

    /** Behind the code that says how many bits a difference of time takes: so many. */
    private static final int[] WIDTHS = {14, 17, 20};

    private static final int NO_WINDOW = 0xff;

    private final BitWriter out = new BitWriter();
    private int count;
    private long time;
    private long step;
    private long bits;
    private int leading;
    private int trailing;

    /** Writes samples from one index to another, at most {@link #MAX_SAMPLES}. */
    byte[] write(long[] times, double[] values, int from, int to) {
        out.clear();
        out.put(to - from, 16);
        count = 0;
        leading = NO_WINDOW;
        trailing = 0;
        for (int i = from; i < to; i++) {
            add(times[i], Double.doubleToRawLongBits(values[i]));
        }
        return out.toBytes();
    }

    private void add(long newTime, long newBits) {
        if (count == 0) {
            out.putVarint(newTime);
            out.put(newBits, 64);
        } else {
            long newStep = newTime - time;
            if (count == 1) {
                out.putUvarint(newStep);
            } else {
                putChange(newStep - step);
            }
            step = newStep;
            putDifference(newBits ^ bits);
        }
        time = newTime;
        bits = newBits;
        count++;
    }

    private void putChange(long change) {
        if (change == 0) {
            out.put(0, 1);
            return;
        }
        for (int i = 0; i < WIDTHS.length; i++) {
            long half = 1L << WIDTHS[i] - 1;
            if (change > -half && change <= half) {
                // 10, 110, 1110
                out.put((1L << i + 2) - 2, i + 2);
                out.put(change, WIDTHS[i]);
                return;
            }
        }
        out.put(0b1111, 4);
        out.put(change, 64);
    }

    private void putDifference(long difference) {
        if (difference == 0) {
            out.put(0, 1);
            return;
        }
        out.put(1, 1);
        // Five bits hold it.
        int zerosBefore = Math.min(31, Long.numberOfLeadingZeros(difference));
        int zerosBehind = Long.numberOfTrailingZeros(difference);
        boolean fits = leading != NO_WINDOW && zerosBefore >= leading && zerosBehind >= trailing;
        out.put(fits ? 0 : 1, 1);
        if (!fits) {
            leading = zerosBefore;
            trailing = zerosBehind;
            out.put(leading, 5);
            // 64 is written as 0: no difference has no bits.
            out.put(64 - leading - trailing, 6);
        }
        out.put(difference >>> trailing, 64 - leading - trailing);
    }
}
