package dev.muninn.ingest.backfill;

/** A double that is written by how its bits differ from those before. */
final class XorValue implements ChunkNumber {

    private long bits;
    private int leading;
    private int trailing;

    @Override
    public double value() {
        return Double.longBitsToDouble(bits);
    }

    @Override
    public void readFirst(BitReader in) {
        bits = in.bits(Long.SIZE);
    }

    @Override
    public void readNext(BitReader in, int index) {
        if (in.bits(1) == 0) {
            return;
        }
        if (in.bits(1) != 0) {
            leading = (int) in.bits(5);
            int significant = (int) in.bits(6);
            trailing = Long.SIZE - leading - (significant == 0 ? Long.SIZE : significant);
        }
        bits ^= in.bits(Long.SIZE - leading - trailing) << trailing;
    }
}
