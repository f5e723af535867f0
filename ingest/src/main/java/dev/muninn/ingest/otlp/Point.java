package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.ProtobufCursor;

/** What points of all kinds have; read into again and again, confined to one thread. */
abstract sealed class Point permits NumberPoint, DistributionPoint {

    private static final int START = 2 << 3 | ProtobufCursor.FIXED64;
    private static final int TIME = 3 << 3 | ProtobufCursor.FIXED64;

    private final int attributeTag;
    private final int exemplarTag;
    private final int flagsTag;

    final AttributeRun attributes = new AttributeRun();
    final ExemplarRanges exemplars = new ExemplarRanges();
    long startNanos;
    long timeNanos;

    /** Whether the point says only that its series has ended. */
    boolean isEnd;

    /**
     * A point whose kind numbers the fields so.
     *
     * @param exemplarField 0 where the kind has none
     */
    Point(int attributeField, int exemplarField, int flagsField) {
        attributeTag = attributeField << 3 | ProtobufCursor.BYTES;
        exemplarTag = exemplarField << 3 | ProtobufCursor.BYTES;
        flagsTag = flagsField << 3 | ProtobufCursor.VARINT;
    }

    /** Reads the message that was entered. */
    final void read(ProtobufCursor in) {
        attributes.clear();
        exemplars.clear();
        startNanos = 0;
        timeNanos = 0;
        isEnd = false;
        clear();
        while (in.hasMore()) {
            int tagStart = in.position();
            int tag = in.tag();
            if (tag == attributeTag) {
                attributes.take(in, tagStart);
            } else if (tag == START) {
                startNanos = in.fixed64();
            } else if (tag == TIME) {
                timeNanos = in.fixed64();
            } else if (tag == exemplarTag) {
                exemplars.take(in);
            } else if (tag == flagsTag) {
                isEnd = Tags.isEnd(in.varint());
            } else {
                readOwn(tag, in);
            }
        }
    }

    /** Empties the fields of the kind. */
    abstract void clear();

    /** Reads, or skips, the field of the kind whose tag was just read. */
    abstract void readOwn(int tag, ProtobufCursor in);
}
