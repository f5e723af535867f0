package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;
import java.util.Arrays;

/** Numbers of one repeated field, packed or not; confined to one thread. */
final class Column {

    private double[] values = new double[16];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    double get(int index) {
        return values[index];
    }

    /** The numbers, with room behind them; replaced when the column grows. */
    double[] values() {
        return values;
    }

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** Takes the packed {@code double}s whose tag was just read. */
    void takeDoubles(ProtobufCursor in) {
        int outer = in.enter();
        while (in.hasMore()) {
            add(in.readDouble());
        }
        in.leave(outer);
    }

    /** Takes the packed {@code fixed64}s whose tag was just read. */
    void takeFixed(ProtobufCursor in) {
        int outer = in.enter();
        while (in.hasMore()) {
            add((double) in.fixed64());
        }
        in.leave(outer);
    }

    /** Takes the packed {@code uint64}s whose tag was just read. */
    void takeVarints(ProtobufCursor in) {
        int outer = in.enter();
        while (in.hasMore()) {
            add((double) in.varint());
        }
        in.leave(outer);
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
