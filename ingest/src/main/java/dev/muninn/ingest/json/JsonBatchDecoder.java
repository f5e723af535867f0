package dev.muninn.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.PushedJson;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import java.io.IOException;

/**
 * Decodes one metric or a list of metrics as JSON objects; confined to one thread.
 *
 * <p>An object has {@code name}, {@code labels}, and either {@code value} with {@code timestamp} or
 * a list {@code samples} of pairs of timestamp and value; {@code type}, {@code help} and {@code
 * unit} describe the metric.
 */
public final class JsonBatchDecoder {

    private final JsonFactory factory =
            PushedJson.bounded().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /**
     * Fills the emptied batch.
     *
     * @param nowMillis the time of samples without one
     * @param extraLabels labels of every series, over the metric's own
     * @throws MuninnException of kind BAD_INPUT with line and column
     */
    public void decode(BodyBuffer body, long nowMillis, Labels extraLabels, WriteBatch into) {
        into.clear();
        try (JsonParser json = factory.createParser(body.bytes(), 0, body.length())) {
            switch (json.nextToken()) {
                case START_OBJECT -> readMetric(json, nowMillis, extraLabels, into);
                case START_ARRAY -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        readMetric(json, nowMillis, extraLabels, into);
                    }
                    if (json.currentToken() != JsonToken.END_ARRAY) {
                        throw PushedJson.fault(json, "expected a metric, an object");
                    }
                }
                case null, default ->
                        throw PushedJson.fault(json, "expected a metric or a list of metrics");
            }
            if (json.nextToken() != null) {
                throw PushedJson.fault(json, "expected the end");
            }
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "body is not valid JSON: " + e.getMessage(), e);
        }
    }

    private static void readMetric(
            JsonParser json, long nowMillis, Labels extraLabels, WriteBatch into)
            throws IOException {
        JsonMetric metric = new JsonMetric(json, nowMillis);
        metric.read();
        metric.addTo(into, extraLabels);
    }
}
