package dev.muninn.ingest.backfill;

/**
 * Reads a chunk of floats in Prometheus' XOR encoding, which is Gorilla's with other bit widths.
 */
final class XorChunk {

    private static final int[] TIME_BITS = {0, 14, 17, 20, 64};

    private XorChunk() {}

    /** Adds all samples of the bytes behind the encoding. */
    static void read(BitReader in, ChunkSamples to) {
        int count = (int) in.bits(Short.SIZE);
        long time = 0;
        long delta = 0;
        XorValue value = new XorValue();
        for (int i = 0; i < count; i++) {
            if (i == 0) {
                time = in.varint();
                value.readFirst(in);
            } else {
                delta = i == 1 ? in.unsignedVarint() : delta + in.signed(TIME_BITS);
                time += delta;
                value.readNext(in, i);
            }
            to.add(time, value.value());
        }
    }
}
