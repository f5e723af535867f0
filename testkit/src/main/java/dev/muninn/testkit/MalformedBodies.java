package dev.muninn.testkit;

import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Bodies that no door may take, each broken in one of the ways of its protocol; seeded. */
public final class MalformedBodies {

    /** A way in, and how its requests are marked. */
    public enum Protocol {
        REMOTE_WRITE_1("/api/v1/write", "application/x-protobuf", "snappy"),
        REMOTE_WRITE_2(
                "/api/v1/write",
                "application/x-protobuf;proto=io.prometheus.write.v2.Request",
                "snappy"),
        OTLP("/v1/metrics", "application/x-protobuf", "gzip"),
        OTLP_JSON("/v1/metrics", "application/json", ""),
        INFLUX("/write", "text/plain", ""),
        JSON("/api/v1/metrics", "application/json", ""),
        TEXT("/metrics/job/broken", "text/plain", ""),
        OPEN_METRICS("/metrics/job/broken", "application/openmetrics-text; version=1.0.0", ""),
        OPEN_METRICS_2("/metrics/job/broken", "application/openmetrics-text; version=2.0.0", ""),
        METRIC_FAMILIES(
                "/metrics/job/broken",
                "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
                        + " encoding=delimited",
                ""),
        LOKI("/loki/api/v1/push", "application/x-protobuf", "snappy"),
        LOKI_JSON("/loki/api/v1/push", "application/json", ""),
        OTLP_LOGS("/v1/logs", "application/x-protobuf", "gzip"),
        OTLP_LOGS_JSON("/v1/logs", "application/json", "");

        private final String path;
        private final String contentType;
        private final String contentEncoding;

        Protocol(String path, String contentType, String contentEncoding) {
            this.path = path;
            this.contentType = contentType;
            this.contentEncoding = contentEncoding;
        }

        public String path() {
            return path;
        }

        public String contentType() {
            return contentType;
        }

        /** How the bodies are compressed; empty if they are not. */
        public String contentEncoding() {
            return contentEncoding;
        }
    }

    private static final Labels SERIES = Labels.of("__name__", "broken", "kind", "body");

    /** Ten million bytes, far over every limit of a label. */
    private static final int HUGE_LABEL_BYTES = 10_000_000;

    /** How many bodies come between two huge ones, which take long to make. */
    private static final int HUGE_EVERY = 250;

    private static final byte[] OVERLONG_NUMBER = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};

    private static final String[] BROKEN_LINES = {
        "cpu",
        "cpu usage",
        "cpu usage=",
        "cpu usage=1x",
        "cpu usage=one",
        "cpu =1",
        "cpu,host usage=1",
        "cpu,=a usage=1",
        ",host=a usage=1",
        "cpu usage=\"no end",
        "cpu usage=1 soon",
        "cpu usage=1,",
        "cpu,host=a,host=b usage=1",
        "cpu,host=\u00ff usage=1"
    };

    private static final String[] BROKEN_JSON = {
        "",
        "[",
        "{}",
        "{\"name\": \"a\"}",
        "{\"name\": \"\", \"value\": 1}",
        "{\"name\": \"a\", \"value\": \"many\"}",
        "{\"name\": \"a\", \"value\": NaN}",
        "{\"name\": \"a\", \"value\": 1, \"value\": 2}",
        "{\"name\": \"a\", \"value\": 1} {",
        "{\"name\": \"a\", \"value\": 1, \"colour\": \"red\"}",
        "{\"name\": \"a\", \"labels\": [1], \"value\": 1}",
        "{\"name\": \"a\", \"samples\": [[1]]}",
        "{\"name\": \"a\", \"labels\": {\"x\": \"\u00ff\"}, \"value\": 1}",
        "{\"name\": \"a\", \"value\": 1e99999, \"timestamp\": \"x\"}"
    };

    private static final String[] BROKEN_OTLP_JSON = {
        "",
        "[]",
        "{\"resourceMetrics\":{}}",
        "{\"resourceMetrics\":[1]}",
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":{}}]}]}]}",
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":"
                + "[{\"asDouble\":\"x\"}]}}]}]}]}",
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"sum\":{\"dataPoints\":"
                + "[{\"timeUnixNano\":\"-\"}]}}]}]}]}",
        "{\"resourceMetrics\":[",
        "{\"resourceMetrics\":[]} x"
    };

    private static final String[] BROKEN_OTLP_LOGS_JSON = {
        "",
        "[]",
        "{\"resourceLogs\":{}}",
        "{\"resourceLogs\":[1]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"-\"}]}]}]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"severityText\":{}}]}]}]}",
        "{\"resourceLogs\":[",
        "{\"resourceLogs\":[]} x"
    };

    private static final String[] BROKEN_LOKI_JSON = {
        "",
        "[]",
        "{\"streams\": {}}",
        "{\"streams\": [1]}",
        "{\"streams\": [{\"stream\": [], \"values\": []}]}",
        "{\"streams\": [{\"stream\": {\"a\": {}}, \"values\": []}]}",
        "{\"streams\": [{\"stream\": {\"a\": \"b\"}, \"values\": {}}]}",
        "{\"streams\": [{\"stream\": {\"a\": \"b\"}, \"values\": [[\"now\", \"broken\"]]}]}",
        "{\"streams\": [{\"stream\": {\"a\": \"b\"}, \"values\": [[1, \"broken\"]]}]}",
        "{\"streams\": [{\"stream\": {\"a\": \"b\"}, \"values\": [[\"1\"]]}]}",
        "{\"streams\": [",
        "{\"streams\": []} x"
    };

    private static final String[] BROKEN_STREAM_LABELS = {
        "",
        "broken",
        "{a}",
        "{a=}",
        "{a=b}",
        "{a=\"b\"",
        "{a=\"b",
        "{a=\"b\",a=\"c\"}",
        "{a=\"b\"} x"
    };

    private static final String[] BROKEN_TEXT = {
        "broken{",
        "broken{kind=\"body\" 1",
        "broken{kind=body} 1",
        "broken{kind=\"body\",kind=\"twice\"} 1",
        "broken 1 2 3",
        "broken one",
        "broken",
        "1broken 1",
        "broken{kind=\"\u00ff\"} 1",
        "broken{kind=\"a\\q\"",
        "{} 1"
    };

    private static final String[] BROKEN_COMPOSITES = {
        "broken 1",
        "broken {\n# EOF",
        "broken {}\n# EOF",
        "broken {count:1}\n# EOF",
        "broken {count:one,sum:2,quantile:[]}\n# EOF",
        "broken {count:1,sum:2,quantile:[0.5:1,0.5:1]}\n# EOF",
        "broken {count:1,sum:2,bucket:[]}\n# EOF",
        "broken {count:1,sum:2,bucket:[2:1,1:1,+Inf:1]}\n# EOF",
        "broken {count:1,sum:2,bucket:[+Inf:1\n# EOF",
        "broken{le=\"1\"} {count:1,sum:2,bucket:[+Inf:1]}\n# EOF",
        "broken {count:1,sum:2,schema:9,zero_threshold:0,zero_count:0}\n# EOF",
        "broken {count:1,sum:2,schema:0,zero_threshold:0,zero_count:0,"
                + "positive_spans:[0:2147483647],positive_buckets:[1]}\n# EOF",
        "broken {count:1,sum:2,quantile:[]} st@\n# EOF",
        "broken 1 # {a=\"b\"} 1 2 3\n# EOF"
    };

    private final Random random;
    private int made;

    public MalformedBodies(long seed) {
        random = new Random(seed);
    }

    /** The next broken body, compressed as its protocol says. */
    public byte[] next(Protocol protocol) {
        boolean isHuge = ++made % HUGE_EVERY == 0;
        return switch (protocol) {
            case REMOTE_WRITE_1 ->
                    snappy(
                            isHuge ? new byte[] {0} : writeRequest(),
                            isHuge || random.nextInt(8) == 0);
            case REMOTE_WRITE_2 -> snappy(symbolizedRequest(), random.nextInt(8) == 0);
            case OTLP -> gzip(isHuge ? new byte[100 << 20] : brokenMessage(otlpResource()));
            case OTLP_JSON -> line(BROKEN_OTLP_JSON);
            case INFLUX -> line(BROKEN_LINES);
            case JSON -> isHuge ? hugeJson() : line(BROKEN_JSON);
            case TEXT -> isHuge ? hugeText() : line(BROKEN_TEXT);
            case METRIC_FAMILIES -> isHuge ? hugeFamily() : brokenFamily();
            case LOKI -> snappy(lokiRequest(), random.nextInt(8) == 0);
            case LOKI_JSON -> isHuge ? hugeLoki() : line(BROKEN_LOKI_JSON);
            case OTLP_LOGS -> gzip(isHuge ? new byte[100 << 20] : brokenMessage(otlpLogs()));
            case OTLP_LOGS_JSON -> line(BROKEN_OTLP_LOGS_JSON);
            case OPEN_METRICS_2 -> isHuge ? hugeComposite() : line(BROKEN_COMPOSITES);
            case OPEN_METRICS -> random.nextInt(3) == 0 ? bytes("broken 1\n") : line(BROKEN_TEXT);
        };
    }

    private byte[] line(String[] choices) {
        return bytes(choices[random.nextInt(choices.length)] + "\n");
    }

    /** One byte for each character, so that a lone 0xff is what no UTF-8 has. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] hugeJson() {
        return bytes(
                "{\"name\": \"a\", \"labels\": {\"x\": \""
                        + "x".repeat(HUGE_LABEL_BYTES)
                        + "\"}, \"value\": 1}");
    }

    private static byte[] hugeText() {
        return bytes("broken{kind=\"" + "x".repeat(HUGE_LABEL_BYTES) + "\"} 1\n");
    }

    /** Buckets without an end. */
    private static byte[] hugeComposite() {
        return bytes(
                IntStream.range(0, 1_000_000)
                        .mapToObj(i -> i + ":1")
                        .collect(
                                Collectors.joining(
                                        ",", "broken {count:1,sum:2,bucket:[", "]}\n# EOF\n")));
    }

    private static byte[] hugeLoki() {
        return bytes(
                "{\"streams\": [{\"stream\": {\"a\": \""
                        + "x".repeat(HUGE_LABEL_BYTES)
                        + "\"}, \"values\": []}]}");
    }

    /** A family behind its length, whose one metric has a label of ten million bytes. */
    private static byte[] hugeFamily() {
        return delimited(metricFamily("x".repeat(HUGE_LABEL_BYTES)));
    }

    /** A family behind its length that is cut, or has a length or a tag that is not its own. */
    private byte[] brokenFamily() {
        byte[] good = delimited(metricFamily("body"));
        switch (random.nextInt(4)) {
            case 0 -> good[0]++;
            case 1 -> good[1] = 0x0f;
            case 2 -> {
                return OVERLONG_NUMBER;
            }
            default -> {
                return Arrays.copyOf(good, 1 + random.nextInt(good.length - 1));
            }
        }
        return good;
    }

    private static ProtobufWriter metricFamily(String labelValue) {
        ProtobufWriter label = new ProtobufWriter();
        label.stringField(1, "kind");
        label.stringField(2, labelValue);
        ProtobufWriter gauge = new ProtobufWriter();
        gauge.doubleField(1, 1);
        ProtobufWriter metric = new ProtobufWriter();
        metric.messageField(1, label);
        metric.messageField(2, gauge);
        ProtobufWriter family = new ProtobufWriter();
        family.stringField(1, "broken");
        family.varintField(3, 1);
        family.messageField(4, metric);
        return family;
    }

    private static byte[] delimited(ProtobufWriter message) {
        ProtobufWriter out = new ProtobufWriter();
        out.varint(message.length());
        out.raw(message.toByteArray(), message.length());
        return out.toByteArray();
    }

    private byte[] lokiRequest() {
        boolean hasBrokenLabels = random.nextInt(3) == 0;
        String labels =
                hasBrokenLabels
                        ? BROKEN_STREAM_LABELS[random.nextInt(BROKEN_STREAM_LABELS.length)]
                        : "{a=\"b\"}";
        ProtobufWriter time = new ProtobufWriter();
        time.varintField(1, 1_000);
        ProtobufWriter entry = new ProtobufWriter();
        entry.messageField(1, time);
        entry.stringField(2, "broken");
        ProtobufWriter stream = new ProtobufWriter();
        stream.stringField(1, labels);
        stream.messageField(2, entry);
        ProtobufWriter request = new ProtobufWriter();
        request.messageField(1, stream);
        byte[] encoded = request.toByteArray();
        return hasBrokenLabels ? encoded : brokenMessage(encoded);
    }

    private static byte[] otlpLogs() {
        ProtobufWriter text = new ProtobufWriter();
        text.stringField(1, "broken");
        ProtobufWriter line = new ProtobufWriter();
        line.fixed64Field(1, 1_000_000_000L);
        line.messageField(5, text);
        ProtobufWriter scope = new ProtobufWriter();
        scope.messageField(2, line);
        ProtobufWriter resource = new ProtobufWriter();
        resource.messageField(2, scope);
        ProtobufWriter request = new ProtobufWriter();
        request.messageField(1, resource);
        return request.toByteArray();
    }

    private byte[] writeRequest() {
        byte[] labels = LabelBytes.encode(SERIES);
        switch (random.nextInt(6)) {
            // A text that is no UTF-8, a name that is empty, a name that comes twice.
            case 0 -> labels[labels.length - 1] = (byte) 0xff;
            case 1 -> labels = new byte[] {0x0a, 5, 0x0a, 0, 0x12, 1, 'x'};
            case 2 -> {
                byte[] twice = Arrays.copyOf(labels, 2 * labels.length);
                System.arraycopy(labels, 0, twice, labels.length, labels.length);
                labels = twice;
            }
            default -> {
                return brokenMessage(
                        new RemoteWriteEncoder().series(labels).sample(1_000, 1).encode());
            }
        }
        return new RemoteWriteEncoder().series(labels).sample(1_000, 1).encode();
    }

    private byte[] symbolizedRequest() {
        ProtobufWriter series = new ProtobufWriter();
        ProtobufWriter references = new ProtobufWriter();
        // The table has five symbols: a reference beyond it, or one label name without a value.
        for (int reference : random.nextBoolean() ? new int[] {1, 99} : new int[] {1, 2, 3}) {
            references.varint(reference);
        }
        series.bytesField(1, references.toByteArray());
        ProtobufWriter request = new ProtobufWriter();
        for (String symbol : new String[] {"", "__name__", "broken", "kind", "body"}) {
            request.stringField(4, symbol);
        }
        ProtobufWriter sample = new ProtobufWriter();
        sample.doubleField(1, 1);
        sample.varintField(2, 1_000);
        series.messageField(2, sample);
        request.messageField(5, series);
        byte[] encoded = request.toByteArray();
        return random.nextBoolean()
                ? encoded
                : Arrays.copyOf(encoded, encoded.length - 1 - random.nextInt(series.length() - 1));
    }

    private static byte[] otlpResource() {
        ProtobufWriter point = new ProtobufWriter();
        point.fixed64Field(3, 1_000_000_000L);
        point.doubleField(4, 1);
        ProtobufWriter gauge = new ProtobufWriter();
        gauge.messageField(1, point);
        ProtobufWriter metric = new ProtobufWriter();
        metric.stringField(1, "broken");
        metric.messageField(5, gauge);
        ProtobufWriter scope = new ProtobufWriter();
        scope.messageField(2, metric);
        ProtobufWriter resource = new ProtobufWriter();
        resource.messageField(2, scope);
        ProtobufWriter request = new ProtobufWriter();
        request.messageField(1, resource);
        return request.toByteArray();
    }

    /** A message of one field and less than 128 bytes, cut or with a length that is not its own. */
    private byte[] brokenMessage(byte[] good) {
        byte[] broken = good.clone();
        switch (random.nextInt(4)) {
            case 0 -> broken[1] = (byte) (broken[1] + 1 + random.nextInt(20));
            case 1 -> broken[0] = 0x0f;
            case 2 -> {
                return new byte[] {0x0a, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
            }
            default -> {
                return Arrays.copyOf(good, 1 + random.nextInt(good.length - 1));
            }
        }
        return broken;
    }

    /** Snappy's block format with literals only; damaged: a length it does not have. */
    private byte[] snappy(byte[] plain, boolean isDamaged) {
        ProtobufWriter out = new ProtobufWriter();
        out.varint(isDamaged ? plain.length + 1 + random.nextInt(1 << 30) : plain.length);
        if (plain.length > 0) {
            out.raw(
                    new byte[] {
                        (byte) (61 << 2), (byte) (plain.length - 1), (byte) (plain.length - 1 >> 8)
                    },
                    3);
            out.raw(plain, plain.length);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
