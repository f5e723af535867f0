package dev.muninn.ingest.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.muninn.ingest.access.HttpAccess;
import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The two questions of a cluster's API server that discovery needs: what there is, and what
 * changes. Safe for use by many threads.
 */
final class KubernetesApi {

    /** Until the head of an answer is there. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int GONE = 410;

    private static final JsonFactory JSON = new JsonFactory();

    /** One page of a list, but for its items. */
    record Page(String version, String next) {}

    private final HttpClients clients;
    private final HttpAccess access;
    private final String server;

    KubernetesApi(HttpClients clients, HttpAccess access, String server) {
        this.clients = clients;
        this.access = access;
        this.server = server;
    }

    /**
     * Hands the objects of one page to the consumer, one after the other, as a page may be large.
     *
     * @throws MuninnException of kind NOT_FOUND if the page has expired
     */
    Page list(String pathAndQuery, Consumer<JsonValue> objects)
            throws IOException, InterruptedException {
        JsonValue metadata = JsonValue.absent();
        try (InputStream body = open(pathAndQuery);
                JsonParser json = JSON.createParser(body)) {
            require(json.nextToken(), JsonToken.START_OBJECT, pathAndQuery);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("items") && value == JsonToken.START_ARRAY) {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        objects.accept(JsonValue.read(json));
                    }
                } else if (field.equals("metadata")) {
                    metadata = JsonValue.read(json);
                } else {
                    json.skipChildren();
                }
            }
        }
        return new Page(metadata.text("resourceVersion"), metadata.text("continue"));
    }

    private static void require(JsonToken found, JsonToken wanted, String path) {
        if (found != wanted) {
            throw MuninnException.badInput(path + " is answered with " + found + ", not an object");
        }
    }

    /**
     * The body of an answer, to be closed.
     *
     * @throws MuninnException of kind NOT_FOUND if what is asked for is too long ago, of kind
     *     UNAVAILABLE for any other status than 200
     */
    InputStream open(String pathAndQuery) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + pathAndQuery))
                        .header("Accept", "application/json")
                        .timeout(TIMEOUT);
        clients.sign(request, access);
        HttpResponse<InputStream> answer =
                clients.of(access).send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new MuninnException(
                    answer.statusCode() == GONE
                            ? MuninnException.Kind.NOT_FOUND
                            : MuninnException.Kind.UNAVAILABLE,
                    server + pathAndQuery + " answers with status " + answer.statusCode());
        }
        return answer.body();
    }
}
