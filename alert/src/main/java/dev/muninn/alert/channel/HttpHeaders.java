package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers that an {@code http_config} asks for with each request. */
final class HttpHeaders {

    private HttpHeaders() {}

    /**
     * Names and values, those of several lines joined by commas.
     *
     * @throws MuninnException of kind BAD_INPUT if a file that is named cannot be read
     */
    static Map<String, String> of(Settings config) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "Muninn");
        Settings basic = config.section("basic_auth");
        if (!basic.values().isEmpty()) {
            headers.put(
                    "Authorization",
                    basic(Secrets.text(basic, "username"), Secrets.text(basic, "password")));
        }
        Settings authorization = config.section("authorization");
        if (!authorization.values().isEmpty()) {
            headers.put(
                    "Authorization",
                    authorization.text("type", "Bearer")
                            + " "
                            + Secrets.text(authorization, "credentials"));
        }
        if (config.has("bearer_token") || config.has("bearer_token_file")) {
            headers.put("Authorization", "Bearer " + Secrets.text(config, "bearer_token"));
        }
        if (config.tree("http_headers") instanceof Map<?, ?> more) {
            more.forEach((name, header) -> headers.put(String.valueOf(name), values(header)));
        }
        return headers;
    }

    static String basic(String name, String password) {
        String pair = name + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String values(Object header) {
        List<String> values = new ArrayList<>();
        if (header instanceof Map<?, ?> sources) {
            texts(sources.get("values")).forEach(values::add);
            texts(sources.get("secrets")).forEach(values::add);
            texts(sources.get("files")).forEach(file -> values.add(Secrets.file(file)));
        }
        return String.join(", ", values);
    }

    /** The texts of a list; none if it is no list. */
    static List<String> texts(@Nullable Object some) {
        return some instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
