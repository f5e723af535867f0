package dev.muninn.ingest;

import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.ingest.wire.ProtobufOutput;
import dev.muninn.model.WriteResult;
import java.nio.charset.StandardCharsets;

/** What an OpenTelemetry sender hears of its request, in the form in which it was sent. */
public final class OtlpAnswer {

    private OtlpAnswer() {}

    /** The body of the answer in protobuf's binary form. */
    public static byte[] protobuf(WriteResult result) {
        ProtobufOutput response = new ProtobufOutput();
        if (result.rejectedSamples() > 0) {
            int partialSuccess = response.begin(1);
            response.varintField(1, result.rejectedSamples());
            response.textField(2, reasons(result));
            response.end(partialSuccess);
        }
        return response.toByteArray();
    }

    /** The body of the answer as JSON. */
    public static byte[] json(WriteResult result) {
        String body =
                result.rejectedSamples() == 0
                        ? "{}"
                        : "{\"partialSuccess\":{\"rejectedDataPoints\":\""
                                + result.rejectedSamples()
                                + "\",\"errorMessage\":"
                                + JsonValue.quoted(reasons(result))
                                + "}}";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static String reasons(WriteResult result) {
        StringBuilder reasons = new StringBuilder();
        for (WriteResult.Rejection rejection : result.rejections()) {
            reasons.append(reasons.isEmpty() ? "" : "; ")
                    .append(rejection.samples())
                    .append(' ')
                    .append(rejection.reason().reason())
                    .append(": ")
                    .append(rejection.firstMessage());
        }
        return reasons.toString();
    }
}
