package dev.muninn.ingest.remotewrite;

import dev.muninn.model.MuninnException;
import java.util.Locale;

/** The versions of Prometheus' remote write protocol. */
public enum RemoteWriteVersion {
    ONE,
    TWO;

    /**
     * The version that a content type asks for; an empty one means the first.
     *
     * @throws MuninnException of kind BAD_INPUT if it names another type or message
     */
    public static RemoteWriteVersion of(String contentType) {
        String[] parts = contentType.split(";", -1);
        String type = parts[0].strip().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.equals("application/x-protobuf")) {
            throw MuninnException.badInput(
                    "content type \"" + contentType + "\": send application/x-protobuf");
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("proto=")) {
                return switch (parameter.substring("proto=".length())) {
                    case "prometheus.WriteRequest" -> ONE;
                    case "io.prometheus.write.v2.Request" -> TWO;
                    default ->
                            throw MuninnException.badInput(
                                    "message \""
                                            + parameter
                                            + "\" is not known: send prometheus.WriteRequest or"
                                            + " io.prometheus.write.v2.Request");
                };
            }
        }
        return ONE;
    }
}
