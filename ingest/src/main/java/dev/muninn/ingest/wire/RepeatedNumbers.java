package dev.muninn.ingest.wire;

import java.util.Arrays;

/**
 * The numbers of one repeated protobuf field, packed or not: integers, or the bits of doubles. Read
 * into again and again; confined to one thread.
 */
public final class RepeatedNumbers {

    private static final int SPAN_OFFSET = 1 << 3 | ProtobufCursor.VARINT;
    private static final int SPAN_LENGTH = 2 << 3 | ProtobufCursor.VARINT;

    private long[] numbers = new long[16];
    private int size;

    public void clear() {
        size = 0;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    /** Takes the packed {@code sint64}s whose tag was just read. */
    public void takeZigzags(ProtobufCursor in) {
        int outer = in.enter();
        while (in.hasMore()) {
            add(in.zigzag());
        }
        in.leave(outer);
    }

    /** Takes the packed {@code double}s whose tag was just read. */
    public void takeFixed(ProtobufCursor in) {
        int outer = in.enter();
        while (in.hasMore()) {
            add(in.fixed64());
        }
        in.leave(outer);
    }

    /** Takes the {@code BucketSpan} whose tag was just read, as its offset and its length. */
    public void takeSpan(ProtobufCursor in) {
        int outer = in.enter();
        long offset = 0;
        long length = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case SPAN_OFFSET -> offset = (int) in.zigzag();
                case SPAN_LENGTH -> length = (int) in.varint();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        add(offset);
        add(length);
    }

    public int[] toInts() {
        int[] ints = new int[size];
        for (int i = 0; i < size; i++) {
            ints[i] = (int) numbers[i];
        }
        return ints;
    }

    public double[] toDoubles() {
        double[] doubles = new double[size];
        for (int i = 0; i < size; i++) {
            doubles[i] = Double.longBitsToDouble(numbers[i]);
        }
        return doubles;
    }

    /** Each number added to all before it, as counts are from their deltas. */
    public double[] toRunningSums() {
        double[] sums = new double[size];
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += numbers[i];
            sums[i] = sum;
        }
        return sums;
    }
}
