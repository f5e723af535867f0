package dev.muninn.ingest.exposition;

import dev.muninn.model.MuninnException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The exposition formats that are understood. */
public enum ExpositionFormat {
    TEXT,
    OPEN_METRICS,
    OPEN_METRICS_2,
    PROTOBUF;

    private static final Pattern VERSION_2 =
            Pattern.compile(";\\s*version\\s*=\\s*\"?2\\.", Pattern.CASE_INSENSITIVE);

    /**
     * The format that a content type names, or else the fallback protocol, a name as in Prometheus'
     * {@code fallback_scrape_protocol}, which may be empty.
     *
     * @throws MuninnException of kind BAD_INPUT if neither names a format that is understood
     */
    public static ExpositionFormat of(String contentType, String fallbackProtocol) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case "text/plain" -> TEXT;
            case "application/openmetrics-text" ->
                    VERSION_2.matcher(contentType).find() ? OPEN_METRICS_2 : OPEN_METRICS;
            case "application/vnd.google.protobuf" -> PROTOBUF;
            default -> fallback(contentType, fallbackProtocol);
        };
    }

    private static ExpositionFormat fallback(String contentType, String fallbackProtocol) {
        ScrapeProtocol protocol = ScrapeProtocol.parse(fallbackProtocol);
        if (protocol == null) {
            throw MuninnException.badInput(
                    "content type \""
                            + contentType
                            + "\" is no exposition format: let the target say text/plain, or set"
                            + " fallback_scrape_protocol");
        }
        return protocol.format();
    }
}
