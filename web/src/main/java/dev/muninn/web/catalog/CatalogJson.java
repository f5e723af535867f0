package dev.muninn.web.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.DocumentText;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Refusal;
import dev.muninn.web.http.Reply;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** JSON trees in and out of requests, in the frame of Prometheus' API. */
final class CatalogJson {

    private CatalogJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The body as a JSON object; refuses others with line and column. */
    static ObjectNode body(Call call) {
        return DocumentText.readJson(
                StandardCharsets.UTF_8.decode(call.body().duplicate()).toString());
    }

    static void answer(Call call, int status, JsonNode data) {
        ObjectNode frame = object().put("status", "success");
        frame.set("data", data);
        call.reply().bytes(status, Reply.JSON, Buffer.buffer(frame.toString()));
    }

    /** A refusal with more beside its message. */
    static void refuse(Call call, Refusal refusal, String member, JsonNode value) {
        ObjectNode frame =
                object().put("status", "error")
                        .put("errorType", refusal.errorType())
                        .put("error", refusal.message());
        frame.set(member, value);
        call.reply().bytes(refusal.status(), Reply.JSON, Buffer.buffer(frame.toString()));
    }
}
