package dev.muninn.ingest.otlp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one of OpenTelemetry's messages, by the names they have in JSON. */
final class JsonSchema {

    /** How a single value is written in the binary form. */
    enum Type {
        STRING,
        DOUBLE,
        FIXED64,
        SFIXED64,
        FIXED32,
        INT64,
        UINT64,
        SINT32,
        BOOL,
        ENUM,
        HEX,
        BASE64
    }

    /**
     * A field.
     *
     * @param message what it holds if that is a message; its type then says nothing
     */
    record Field(
            String name, int number, boolean isRepeated, Type type, @Nullable JsonSchema message) {}

    /**
     * One message a line: its name, then its fields as name, number and type; {@code *} marks
     * lists, and a type in capitals is a message.
     */
    private static final String MESSAGES =
            """
            MetricsRequest resourceMetrics=1:ResourceMetrics*
            ResourceMetrics resource=1:Resource scopeMetrics=2:ScopeMetrics*
            Resource attributes=1:KeyValue*
            ScopeMetrics metrics=2:Metric*
            Metric name=1:string description=2:string unit=3:string gauge=5:Gauge sum=7:Sum \
            histogram=9:Histogram exponentialHistogram=10:ExponentialHistogram summary=11:Summary
            Gauge dataPoints=1:NumberDataPoint*
            Sum dataPoints=1:NumberDataPoint* aggregationTemporality=2:enum isMonotonic=3:bool
            Histogram dataPoints=1:HistogramDataPoint* aggregationTemporality=2:enum
            ExponentialHistogram dataPoints=1:ExponentialDataPoint* aggregationTemporality=2:enum
            Summary dataPoints=1:SummaryDataPoint*
            NumberDataPoint attributes=7:KeyValue* startTimeUnixNano=2:fixed64 \
            timeUnixNano=3:fixed64 asDouble=4:double asInt=6:sfixed64 exemplars=5:Exemplar* \
            flags=8:uint64
            HistogramDataPoint attributes=9:KeyValue* startTimeUnixNano=2:fixed64 \
            timeUnixNano=3:fixed64 count=4:fixed64 sum=5:double bucketCounts=6:fixed64* \
            explicitBounds=7:double* exemplars=8:Exemplar* flags=10:uint64
            ExponentialDataPoint attributes=1:KeyValue* startTimeUnixNano=2:fixed64 \
            timeUnixNano=3:fixed64 count=4:fixed64 sum=5:double scale=6:sint32 \
            zeroCount=7:fixed64 positive=8:Buckets negative=9:Buckets flags=10:uint64 \
            exemplars=11:Exemplar* zeroThreshold=14:double
            Buckets offset=1:sint32 bucketCounts=2:uint64*
            SummaryDataPoint attributes=7:KeyValue* startTimeUnixNano=2:fixed64 \
            timeUnixNano=3:fixed64 count=4:fixed64 sum=5:double quantileValues=6:Quantile* \
            flags=8:uint64
            Quantile quantile=1:double value=2:double
            Exemplar filteredAttributes=7:KeyValue* timeUnixNano=2:fixed64 asDouble=3:double \
            asInt=6:sfixed64 spanId=4:hex traceId=5:hex
            KeyValue key=1:string value=2:AnyValue
            AnyValue stringValue=1:string boolValue=2:bool intValue=3:int64 doubleValue=4:double \
            arrayValue=5:ArrayValue kvlistValue=6:KeyValueList bytesValue=7:base64
            ArrayValue values=1:AnyValue*
            KeyValueList values=1:KeyValue*
            LogsRequest resourceLogs=1:ResourceLogs*
            ResourceLogs resource=1:Resource scopeLogs=2:ScopeLogs*
            ScopeLogs logRecords=2:LogRecord*
            LogRecord timeUnixNano=1:fixed64 severityNumber=2:enum severityText=3:string \
            body=5:AnyValue attributes=6:KeyValue* traceId=9:hex spanId=10:hex \
            observedTimeUnixNano=11:fixed64
            """;

    private static final Map<String, JsonSchema> BY_NAME = readAll();

    static final JsonSchema METRICS_REQUEST = of("MetricsRequest", BY_NAME);
    static final JsonSchema LOGS_REQUEST = of("LogsRequest", BY_NAME);

    private final Map<String, Field> fields = new HashMap<>();

    private JsonSchema() {}

    private static JsonSchema of(String name, Map<String, JsonSchema> byName) {
        JsonSchema schema = byName.get(name);
        if (schema == null) {
            throw new IllegalArgumentException("no message " + name);
        }
        return schema;
    }

    private static Map<String, JsonSchema> readAll() {
        Map<String, JsonSchema> byName = new HashMap<>();
        MESSAGES.lines()
                .forEach(
                        line -> byName.put(line.substring(0, line.indexOf(' ')), new JsonSchema()));
        MESSAGES.lines()
                .forEach(
                        line -> {
                            String[] parts = line.split(" +");
                            for (int i = 1; i < parts.length; i++) {
                                of(parts[0], byName).add(parts[i], byName);
                            }
                        });
        return byName;
    }

    private void add(String text, Map<String, JsonSchema> byName) {
        int equal = text.indexOf('=');
        int colon = text.indexOf(':');
        boolean isRepeated = text.endsWith("*");
        String type = text.substring(colon + 1, text.length() - (isRepeated ? 1 : 0));
        JsonSchema message = byName.get(type);
        Field field =
                new Field(
                        text.substring(0, equal),
                        Integer.parseInt(text.substring(equal + 1, colon)),
                        isRepeated,
                        message == null ? Type.valueOf(type.toUpperCase(Locale.ROOT)) : Type.STRING,
                        message);
        fields.put(field.name(), field);
        fields.put(snakeCase(field.name()), field);
    }

    /** The other name that protobuf's JSON allows. */
    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Nullable Field field(String name) {
        return fields.get(name);
    }

    /**
     * The number of an enum's constant, which some senders write as a word.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static int enumNumber(String text) {
        return switch (text) {
            case "AGGREGATION_TEMPORALITY_UNSPECIFIED" -> 0;
            case "AGGREGATION_TEMPORALITY_DELTA" -> 1;
            case "AGGREGATION_TEMPORALITY_CUMULATIVE" -> 2;
            default -> Integer.parseInt(text);
        };
    }
}
