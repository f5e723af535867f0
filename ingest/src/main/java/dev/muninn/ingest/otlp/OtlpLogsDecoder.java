package dev.muninn.ingest.otlp;

import dev.muninn.ingest.otlp.AttributeReader.Attribute;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.ProtobufOutput;
import dev.muninn.model.Labels;
import java.util.Locale;

/** Decodes log requests of OpenTelemetry's protocol. Safe for use by many threads. */
public final class OtlpLogsDecoder {

    private static final int RESOURCE_LOGS = 1 << 3 | ProtobufCursor.BYTES;
    private static final int RESOURCE = 1 << 3 | ProtobufCursor.BYTES;
    private static final int ATTRIBUTE = 1 << 3 | ProtobufCursor.BYTES;
    private static final int SCOPE_LOGS = 2 << 3 | ProtobufCursor.BYTES;
    private static final int RECORD = 2 << 3 | ProtobufCursor.BYTES;
    private static final int TIME = 1 << 3 | ProtobufCursor.FIXED64;
    private static final int SEVERITY = 3 << 3 | ProtobufCursor.BYTES;
    private static final int BODY = 5 << 3 | ProtobufCursor.BYTES;
    private static final int OBSERVED_TIME = 11 << 3 | ProtobufCursor.FIXED64;

    /** Takes a line with the labels of its resource and its level. */
    @FunctionalInterface
    public interface Lines {
        void line(Labels labels, long timeMillis, String text);
    }

    /**
     * Reads a request in protobuf's binary form.
     *
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT if it is broken
     */
    public void decodeProtobuf(BodyBuffer body, Lines to) {
        decode(body.bytes(), body.length(), to);
    }

    /**
     * Reads a request in OTLP's JSON form.
     *
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT if it is broken
     */
    public void decodeJson(BodyBuffer body, Lines to) {
        ProtobufOutput binary = new ProtobufOutput();
        JsonTranscoder.LOGS.transcode(body, binary);
        decode(binary.bytes(), binary.length(), to);
    }

    private static void decode(byte[] bytes, int length, Lines to) {
        ProtobufCursor in = new ProtobufCursor();
        in.reset(bytes, 0, length);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == RESOURCE_LOGS) {
                int outer = in.enter();
                resourceLogs(in, to);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }

    private static void resourceLogs(ProtobufCursor in, Lines to) {
        int start = in.position();
        AttributeRun attributes = new AttributeRun();
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == RESOURCE) {
                int outer = in.enter();
                resource(in, attributes);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
        Labels labels = labels(attributes);
        in.moveTo(start);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == SCOPE_LOGS) {
                int outer = in.enter();
                scopeLogs(in, labels, to);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }

    private static void resource(ProtobufCursor in, AttributeRun attributes) {
        while (in.hasMore()) {
            int tagStart = in.position();
            int tag = in.tag();
            if (tag == ATTRIBUTE) {
                attributes.take(in, tagStart);
            } else {
                in.skip(tag);
            }
        }
    }

    private static Labels labels(AttributeRun attributes) {
        Labels.Builder labels = Labels.builder();
        for (Attribute attribute : AttributeReader.read(attributes)) {
            labels.set(Naming.UNDERSCORES.label(attribute.key()), attribute.value());
        }
        return labels.build();
    }

    private static void scopeLogs(ProtobufCursor in, Labels labels, Lines to) {
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == RECORD) {
                int outer = in.enter();
                record(in, labels, to);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }

    private static void record(ProtobufCursor in, Labels labels, Lines to) {
        long timeNanos = 0;
        long observedNanos = 0;
        String severity = "";
        String body = "";
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case TIME -> timeNanos = in.fixed64();
                case OBSERVED_TIME -> observedNanos = in.fixed64();
                case SEVERITY -> severity = in.readUtf8();
                case BODY -> body = AttributeReader.value(in, 0);
                default -> in.skip(tag);
            }
        }
        Labels all =
                severity.isEmpty()
                        ? labels
                        : labels.with("level", severity.toLowerCase(Locale.ROOT));
        to.line(all, Nanos.toMillis(timeNanos == 0 ? observedNanos : timeNanos), body);
    }
}
