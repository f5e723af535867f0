package dev.muninn.ingest.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.PushedJson;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.io.IOException;

/** Decodes Loki's push requests, protobuf or JSON. Safe for use by many threads. */
public final class LokiDecoder {

    private static final int STREAM = 1 << 3 | ProtobufCursor.BYTES;
    private static final int LABELS = 1 << 3 | ProtobufCursor.BYTES;
    private static final int ENTRY = 2 << 3 | ProtobufCursor.BYTES;
    private static final int TIME = 1 << 3 | ProtobufCursor.BYTES;
    private static final int LINE = 2 << 3 | ProtobufCursor.BYTES;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * Reads a request in protobuf's form.
     *
     * @throws MuninnException of kind BAD_INPUT if it is broken
     */
    public void decodeProtobuf(BodyBuffer body, LogLines to) {
        ProtobufCursor in = new ProtobufCursor();
        in.reset(body.bytes(), 0, body.length());
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == STREAM) {
                int outer = in.enter();
                stream(in, to);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }

    private static void stream(ProtobufCursor in, LogLines to) {
        int start = in.position();
        Labels labels = Labels.empty();
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == LABELS) {
                labels = StreamLabels.parse(in.readUtf8());
            } else {
                in.skip(tag);
            }
        }
        in.moveTo(start);
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == ENTRY) {
                int outer = in.enter();
                entry(in, labels, to);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }

    private static void entry(ProtobufCursor in, Labels labels, LogLines to) {
        long timeMillis = 0;
        String line = "";
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case TIME -> timeMillis = in.readTimestampMillis();
                case LINE -> line = in.readUtf8();
                default -> in.skip(tag);
            }
        }
        to.line(labels, timeMillis, line);
    }

    /**
     * Reads a request in JSON's form.
     *
     * @throws MuninnException of kind BAD_INPUT with line and column
     */
    public void decodeJson(BodyBuffer body, LogLines to) {
        try (JsonParser json = PushedJson.FACTORY.createParser(body.bytes(), 0, body.length())) {
            require(json, json.nextToken() == JsonToken.START_OBJECT, "an object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isStreams = json.currentName().equals("streams");
                JsonToken value = json.nextToken();
                if (!isStreams) {
                    json.skipChildren();
                    continue;
                }
                require(json, value == JsonToken.START_ARRAY, "a list of streams");
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    stream(json, to);
                }
                require(json, json.currentToken() == JsonToken.END_ARRAY, "a stream");
            }
            require(json, json.nextToken() == null, "the end");
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "body is not valid JSON: " + e.getMessage(), e);
        }
    }

    /** Labels stand before the values, as all senders write them. */
    private static void stream(JsonParser json, LogLines to) throws IOException {
        Labels labels = Labels.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            switch (key) {
                case "stream" -> {
                    require(json, value == JsonToken.START_OBJECT, "labels");
                    labels = labels(json);
                }
                case "values" -> {
                    require(json, value == JsonToken.START_ARRAY, "a list of values");
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        entry(json, labels, to);
                    }
                    require(json, json.currentToken() == JsonToken.END_ARRAY, "a value");
                }
                default -> json.skipChildren();
            }
        }
        require(json, json.currentToken() == JsonToken.END_OBJECT, "the end of the stream");
    }

    private static Labels labels(JsonParser json) throws IOException {
        Labels.Builder labels = Labels.builder();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            require(json, json.nextToken().isScalarValue(), "a label's value");
            labels.set(name, json.getText());
        }
        return labels.build();
    }

    private static void entry(JsonParser json, Labels labels, LogLines to) throws IOException {
        require(json, json.nextToken() == JsonToken.VALUE_STRING, "nanoseconds as a text");
        long nanos;
        try {
            nanos = Long.parseLong(json.getText());
        } catch (NumberFormatException e) {
            throw PushedJson.fault(json, "\"" + json.getText() + "\" are no nanoseconds");
        }
        require(json, json.nextToken() == JsonToken.VALUE_STRING, "a line");
        to.line(labels, nanos / NANOS_PER_MILLI, json.getText());
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json, json.currentToken() != null, "the end of the value");
            json.skipChildren();
        }
    }

    private static void require(JsonParser json, boolean isThere, String what) {
        if (!isThere) {
            throw PushedJson.fault(json, "expected " + what);
        }
    }
}
