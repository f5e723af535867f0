package dev.muninn.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.muninn.ingest.wire.PushedJson;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One object of a JSON batch while it is read. */
final class JsonMetric {

    /** Timestamps below are in seconds: as milliseconds they would lie before March 1973. */
    private static final double FIRST_MILLIS = 1e11;

    private record Sample(long timestampMillis, double value) {}

    private final JsonParser json;
    private final Labels.Builder labels = Labels.builder();
    private final List<Sample> samples = new ArrayList<>();
    private String name = "";
    private double value;
    private boolean hasValue;
    private long timestampMillis;
    private MetricMetadata.Type type = MetricMetadata.Type.UNKNOWN;
    private String help = "";
    private String unit = "";

    JsonMetric(JsonParser json, long nowMillis) {
        this.json = json;
        timestampMillis = nowMillis;
    }

    /** Reads from behind the opening brace to the closing one. */
    void read() throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            readValue(key);
        }
        if (name.isEmpty()) {
            name = labels.get(Labels.METRIC_NAME);
        }
        if (name.isEmpty()) {
            throw PushedJson.fault(json, "name is missing");
        }
        if (hasValue) {
            samples.add(new Sample(timestampMillis, value));
        }
        if (samples.isEmpty()) {
            throw PushedJson.fault(json, "metric " + name + " has neither value nor samples");
        }
    }

    private void readValue(String key) throws IOException {
        switch (key) {
            case "name" -> name = text(key);
            case "labels" -> readLabels();
            case "value" -> {
                value = number(key);
                hasValue = true;
            }
            case "timestamp" -> timestampMillis = timestamp(key);
            case "samples" -> readSamples();
            case "type" -> type = type();
            case "help" -> help = text(key);
            case "unit" -> unit = text(key);
            default ->
                    throw PushedJson.fault(
                            json,
                            "key \""
                                    + key
                                    + "\" is not known; there are name, labels, value, timestamp,"
                                    + " samples, type, help, unit");
        }
    }

    void addTo(WriteBatch batch, Labels extraLabels) {
        extraLabels.toList().forEach(label -> labels.set(label.name(), label.value()));
        batch.addSeries(labels.set(Labels.METRIC_NAME, name).build());
        samples.forEach(sample -> batch.addSample(sample.timestampMillis, sample.value));
        if (type != MetricMetadata.Type.UNKNOWN || !help.isEmpty() || !unit.isEmpty()) {
            batch.addMetadata(new MetricMetadata(name, type, help, unit));
        }
    }

    private void readLabels() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw PushedJson.fault(json, "labels has to be an object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.isEmpty() || !json.currentToken().isScalarValue()) {
                throw PushedJson.fault(
                        json, "label \"" + name + "\" needs a name and a single value");
            }
            labels.set(name, json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText());
        }
    }

    private void readSamples() throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw PushedJson.fault(
                    json, "samples has to be a list of pairs of timestamp and value");
        }
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            long timestamp = timestamp("the timestamp of a sample");
            json.nextToken();
            samples.add(new Sample(timestamp, number("the value of a sample")));
            if (json.nextToken() != JsonToken.END_ARRAY) {
                throw PushedJson.fault(json, "a sample is a pair of timestamp and value");
            }
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw PushedJson.fault(json, "a sample is a pair of timestamp and value");
        }
    }

    private String text(String key) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw PushedJson.fault(json, key + " has to be a text");
        }
        return json.getText();
    }

    private double number(String key) throws IOException {
        if (json.currentToken() != null && json.currentToken().isNumeric()) {
            return json.getDoubleValue();
        }
        String word = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
        return switch (word) {
            case "NaN" -> Double.NaN;
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default ->
                    throw PushedJson.fault(
                            json, key + " has to be a number or \"NaN\", \"+Inf\" or \"-Inf\"");
        };
    }

    private long timestamp(String key) throws IOException {
        double number = number(key);
        if (!(Math.abs(number) < Long.MAX_VALUE)) {
            throw PushedJson.fault(json, key + " is out of range");
        }
        return Math.round(Math.abs(number) < FIRST_MILLIS ? number * 1000 : number);
    }

    private MetricMetadata.Type type() throws IOException {
        String word = text("type");
        MetricMetadata.Type parsed = MetricMetadata.Type.parse(word);
        if (parsed == MetricMetadata.Type.UNKNOWN && !word.equals("unknown")) {
            throw PushedJson.fault(json, "type \"" + word + "\" is not known");
        }
        return parsed;
    }
}
