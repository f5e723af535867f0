package dev.muninn.ingest.kubernetes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes the queries of requests to the API server. */
final class ApiQuery {

    private ApiQuery() {}

    /** Names and values in turn; those without a value are left out. */
    static String of(String... namesAndValues) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                query.append(query.isEmpty() ? "" : "&")
                        .append(namesAndValues[i])
                        .append('=')
                        .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }
}
