package dev.muninn.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;

/** A small dashboard to change in tests. */
final class TestBoard {

    private TestBoard() {}

    static ObjectNode named(String uid, String title) {
        return Json.parseObject(
                """
                {
                  "apiVersion": "muninn.dev/v1",
                  "kind": "Dashboard",
                  "metadata": {"uid": "%s", "tags": ["shop"], "x-owner": "core"},
                  "spec": {
                    "title": "%s",
                    "variables": [{"kind": "query", "name": "instance", "query": "label_values(up, instance)"}],
                    "elements": {
                      "a": {"kind": "timeseries", "title": "Requests",
                            "queries": [{"ref": "A", "expr": "rate(http_requests_total[5m])"}]},
                      "b": {"kind": "stat", "title": "Up"}
                    },
                    "layout": {"kind": "grid", "items": [
                      {"element": "a", "x": 0, "y": 0, "w": 12, "h": 8},
                      {"element": "b", "x": 12, "y": 0, "w": 12, "h": 8}]}
                  }
                }
                """
                        .formatted(uid, title));
    }

    static ObjectNode panel(ObjectNode board, String element) {
        return (ObjectNode) board.at("/spec/elements/" + element);
    }
}
