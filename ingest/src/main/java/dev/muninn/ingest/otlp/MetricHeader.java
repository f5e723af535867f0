package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Utf8;

/** What stands around the points of one metric; read into again and again. */
final class MetricHeader {

    private static final int NAME = 1 << 3 | ProtobufCursor.BYTES;
    private static final int DESCRIPTION = 2 << 3 | ProtobufCursor.BYTES;
    private static final int UNIT = 3 << 3 | ProtobufCursor.BYTES;
    private static final int GAUGE = 5 << 3 | ProtobufCursor.BYTES;
    private static final int SUM = 7 << 3 | ProtobufCursor.BYTES;
    private static final int HISTOGRAM = 9 << 3 | ProtobufCursor.BYTES;
    private static final int EXPONENTIAL = 10 << 3 | ProtobufCursor.BYTES;
    private static final int SUMMARY = 11 << 3 | ProtobufCursor.BYTES;

    private static final int TEMPORALITY = 2 << 3 | ProtobufCursor.VARINT;
    private static final int IS_MONOTONIC = 3 << 3 | ProtobufCursor.VARINT;
    private static final int DELTA = 1;

    private final ProtobufCursor scan = new ProtobufCursor();
    private byte[] bytes = {};
    private int nameFrom;
    private int nameTo;
    private int descriptionFrom;
    private int descriptionTo;
    private int unitFrom;
    private int unitTo;
    private int dataFrom;
    private int dataTo;
    private boolean hasData;
    private MetricKind kind = MetricKind.GAUGE;
    private boolean isDelta;

    /** Reads the message that was entered; points are looked for later. */
    void read(ProtobufCursor in) {
        bytes = in.bytes();
        nameFrom = nameTo = 0;
        descriptionFrom = descriptionTo = 0;
        unitFrom = unitTo = 0;
        hasData = false;
        isDelta = false;
        while (in.hasMore()) {
            int tag = in.tag();
            if ((tag & 7) != ProtobufCursor.BYTES) {
                in.skip(tag);
                continue;
            }
            int length = in.length();
            int from = in.position();
            int to = from + length;
            in.moveTo(to);
            switch (tag) {
                case NAME -> {
                    nameFrom = from;
                    nameTo = to;
                }
                case DESCRIPTION -> {
                    descriptionFrom = from;
                    descriptionTo = to;
                }
                case UNIT -> {
                    unitFrom = from;
                    unitTo = to;
                }
                case GAUGE -> data(MetricKind.GAUGE, from, to);
                case SUM -> sum(from, to);
                case HISTOGRAM -> histogram(MetricKind.HISTOGRAM, from, to);
                case EXPONENTIAL -> histogram(MetricKind.EXPONENTIAL_HISTOGRAM, from, to);
                case SUMMARY -> data(MetricKind.SUMMARY, from, to);
                default -> {}
            }
        }
    }

    private void data(MetricKind newKind, int from, int to) {
        kind = newKind;
        dataFrom = from;
        dataTo = to;
        hasData = true;
    }

    /** Temporality comes behind the points, but has to be known before they are read. */
    private void sum(int from, int to) {
        boolean isMonotonic = false;
        scan.reset(bytes, from, to);
        while (scan.hasMore()) {
            int tag = scan.tag();
            switch (tag) {
                case TEMPORALITY -> isDelta = scan.varint() == DELTA;
                case IS_MONOTONIC -> isMonotonic = scan.varint() != 0;
                default -> scan.skip(tag);
            }
        }
        data(isMonotonic ? MetricKind.COUNTER : MetricKind.UP_DOWN_COUNTER, from, to);
    }

    private void histogram(MetricKind newKind, int from, int to) {
        scan.reset(bytes, from, to);
        while (scan.hasMore()) {
            int tag = scan.tag();
            if (tag == TEMPORALITY) {
                isDelta = scan.varint() == DELTA;
            } else {
                scan.skip(tag);
            }
        }
        data(newKind, from, to);
    }

    /** Whether there is anything that has points. */
    boolean hasData() {
        return hasData;
    }

    MetricKind kind() {
        return kind;
    }

    boolean isDelta() {
        return isDelta;
    }

    /** Lets a cursor read the message that holds the points. */
    void openData(ProtobufCursor in) {
        in.reset(bytes, dataFrom, dataTo);
    }

    void hash(TextHash hash) {
        hash.take(bytes, nameFrom, nameTo, kind.ordinal());
        long high = hash.high();
        long low = hash.low();
        hash.take(bytes, unitFrom, unitTo, 1);
        hash.combine(high, low);
        high = hash.high();
        low = hash.low();
        hash.take(bytes, descriptionFrom, descriptionTo, 2);
        hash.combine(high, low);
    }

    String name() {
        return Utf8.text(bytes, nameFrom, nameTo);
    }

    String description() {
        return Utf8.text(bytes, descriptionFrom, descriptionTo);
    }

    String unit() {
        return Utf8.text(bytes, unitFrom, unitTo);
    }
}
