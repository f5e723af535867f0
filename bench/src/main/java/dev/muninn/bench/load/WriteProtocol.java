package dev.muninn.bench.load;

import dev.muninn.model.LabelBytes;
import dev.muninn.testkit.RemoteWrite2Encoder;
import dev.muninn.testkit.RemoteWriteEncoder;

/** The versions of remote write: how their requests are marked and built. */
enum WriteProtocol {
    ONE("application/x-protobuf", "0.1.0") {
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
    TWO("application/x-protobuf;proto=io.prometheus.write.v2.Request", "2.0.0") {
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
    private final String version;

    WriteProtocol(String contentType, String version) {
        this.contentType = contentType;
        this.version = version;
    }

    abstract Request request();

    String contentType() {
        return contentType;
    }

    /** What the version header says. */
    String version() {
        return version;
    }
}
