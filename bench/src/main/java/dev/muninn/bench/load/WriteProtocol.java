package dev.muninn.bench.load;

import dev.muninn.model.LabelBytes;
import dev.muninn.testkit.RemoteWrite2Encoder;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.xerial.snappy.Snappy;

/** What samples are pushed by: how requests are marked, built and compressed. */
enum WriteProtocol {
    /** Remote write 1.0. */
    ONE("application/x-protobuf", "snappy", "0.1.0") {
        @Override
        Request request() {
            RemoteWriteEncoder encoder = new RemoteWriteEncoder();
            return new Request() {
                @Override
                public void series(byte[] labels) {
                    encoder.series(labels);
                }

                @Override
                public void sample(long timeMillis, double value) {
                    encoder.sample(timeMillis, value);
                }

                @Override
                public byte[] encode() {
                    return encoder.encode();
                }
            };
        }
    },
    /** Remote write 2.0. */
    TWO("application/x-protobuf;proto=io.prometheus.write.v2.Request", "snappy", "2.0.0") {
        @Override
        Request request() {
            RemoteWrite2Encoder encoder = new RemoteWrite2Encoder();
            return new Request() {
                @Override
                public void series(byte[] labels) {
                    encoder.series(LabelBytes.decode(labels, 0, labels.length));
                }

                @Override
                public void sample(long timeMillis, double value) {
                    encoder.sample(timeMillis, value);
                }

                @Override
                public byte[] encode() {
                    return encoder.encode();
                }
            };
        }
    },
    /** OpenTelemetry's, as its libraries send it. */
    OTLP("application/x-protobuf", "identity", "") {
        @Override
        Request request() {
            return new OtlpRequest();
        }
    },
    /** OpenTelemetry's, as its collector sends it. */
    OTLP_GZIP("application/x-protobuf", "gzip", "") {
        @Override
        Request request() {
            return new OtlpRequest();
        }
    };

    /** Series, each with the samples that follow it; empty again once it is encoded. */
    interface Request {

        /** Starts a series by its {@link LabelBytes}. */
        void series(byte[] labels);

        void sample(long timeMillis, double value);

        /** The bytes, not yet compressed. */
        byte[] encode();
    }

    private final String contentType;
    private final String encoding;
    private final String version;

    WriteProtocol(String contentType, String encoding, String version) {
        this.contentType = contentType;
        this.encoding = encoding;
        this.version = version;
    }

    abstract Request request();

    String contentType() {
        return contentType;
    }

    String encoding() {
        return encoding;
    }

    /** The body of a request's bytes. */
    byte[] compress(byte[] request) throws IOException {
        return switch (encoding) {
            case "snappy" -> Snappy.compress(request);
            case "gzip" -> {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
                    gzip.write(request);
                }
                yield body.toByteArray();
            }
            default -> request;
        };
    }

    /** What the version header of remote write says. */
    String version() {
        return version;
    }
}
