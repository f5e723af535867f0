package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;

/** Reads links: of dashboards, of panels and of values. */
final class LinkReader {

    static final Rules DASHBOARD_LINK =
            new Rules()
                    .rule(
                            "type",
                            "kind",
                            Codec.words("link=url", "dashboards", "dashboard=dashboards"))
                    .same(Codec.TEXT, "title", "url", "tooltip", "icon")
                    .same(Codec.TEXTS, "tags")
                    .same(Codec.TRUTH, "asDropdown")
                    .rule("targetBlank", "newTab", Codec.TRUTH)
                    .rule("keepTime", "keepTime", Codec.TRUTH)
                    .rule("includeVars", "keepVariables", Codec.TRUTH)
                    .rule("placement", "placement", Codec.TEXT)
                    .keep("searchHits", "dashboard", "dashUri", "$$hashKey");

    static final Rules PANEL_LINK =
            new Rules()
                    .same(Codec.TEXT, "title", "url", "origin", "dashboard")
                    .rule("targetBlank", "newTab", Codec.TRUTH)
                    .rule("keepTime", "keepTime", Codec.TRUTH)
                    .rule("includeVars", "keepVariables", Codec.TRUTH)
                    .same(Codec.TRUTH, "oneClick")
                    .keep("$$hashKey", "dashUri", "type", "sort");

    private final LossReport report;

    LinkReader(LossReport report) {
        this.report = report;
    }

    ArrayNode dashboardLinks(ArrayNode theirs, String pointer) {
        ArrayNode ours = Json.array();
        for (int i = 0; i < theirs.size(); i++) {
            ObjectNode link = read(DASHBOARD_LINK, theirs.path(i), pointer + "/" + i);
            if (!link.has("kind")) {
                link.put("kind", link.has("url") ? "url" : "dashboards");
            }
            ours.add(link);
        }
        return ours;
    }

    ArrayNode panelLinks(ArrayNode theirs, String pointer) {
        ArrayNode ours = Json.array();
        for (int i = 0; i < theirs.size(); i++) {
            ObjectNode link = read(PANEL_LINK, theirs.path(i), pointer + "/" + i);
            if (!link.has("url")) {
                String dashboard = Json.text(link, "dashboard", "");
                link.put("url", dashboard.isEmpty() ? "" : "/d/" + dashboard);
            }
            ours.add(link);
        }
        return ours;
    }

    private ObjectNode read(Rules rules, JsonNode theirs, String pointer) {
        ObjectNode link = Json.object();
        if (theirs.isObject()) {
            rules.read(theirs, pointer, link, report);
        } else {
            report.lost(pointer, "a link is no object");
        }
        return link;
    }
}
