package dev.muninn.store.wal;

import dev.muninn.store.bytes.ByteReader;

/** The record of many float samples in files of version 1; read, but written no more. */
final class SampleRows {

    /*
     * u8 type | u32 count | u64 oldest time | u64 newest time, then per sample
     *   u8 control: bits 0-3 value bytes, bit 4 time as before, bits 5-6 series: 0 given as the
     *               difference, 1 the next number, 2 as before
     *   [zigzag series difference] [zigzag time difference] value bytes
     * Of the value the highest bytes are kept; those left out below are zero.
     */

    static final int HEADER = 21;

    private static final int SAME_TIME = 16;
    private static final int NEXT_SERIES = 32;
    private static final int SAME_SERIES = 64;

    private SampleRows() {}

    /** Reads a record behind its type. */
    static void decode(ByteReader in, LoggedSamples.Visitor visitor) {
        int count = in.u32();
        in.skip(2 * Long.BYTES);
        int ref = -1;
        long time = 0;
        for (int i = 0; i < count; i++) {
            int control = in.u8();
            ref += step(control, in);
            if ((control & SAME_TIME) == 0) {
                time += in.zigzag();
            }
            int length = control & 15;
            long bits = 0;
            for (int b = 0; b < length; b++) {
                bits |= (long) in.u8() << (b << 3);
            }
            visitor.sample(ref, time, length == 0 ? 0 : bits << (64 - (length << 3)));
        }
    }

    private static int step(int control, ByteReader in) {
        if ((control & NEXT_SERIES) != 0) {
            return 1;
        }
        return (control & SAME_SERIES) != 0 ? 0 : (int) in.zigzag();
    }

    /** The number of the first sample's series. */
    static int firstRef(ByteReader in) {
        in.skip(HEADER - 1);
        return step(in.u8(), in) - 1;
    }
}
