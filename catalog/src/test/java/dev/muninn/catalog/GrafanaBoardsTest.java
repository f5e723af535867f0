package dev.muninn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.GrafanaBoards.Reading;
import dev.muninn.catalog.json.Json;
import dev.muninn.model.MuninnException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What single parts of Grafana's dashboards become. */
class GrafanaBoardsTest {

    private static Reading read(String board) {
        Reading reading = GrafanaBoards.read(Json.parseObject(board), Map.of());
        assertThat(new DashboardCheck().check(reading.dashboard())).isEmpty();
        return reading;
    }

    private static JsonNode panel(String panel) {
        return read("{\"title\": \"T\", \"panels\": [" + panel + "]}")
                .dashboard()
                .at("/spec/elements")
                .elements()
                .next();
    }

    private static JsonNode json(String text) {
        return Json.parse(text);
    }

    @Test
    void namesTheLookOfCurves() {
        JsonNode field =
                panel(
                                """
                                {"id": 1, "type": "timeseries", "fieldConfig": {
                                  "defaults": {"unit": "Bps", "color": {"mode": "continuous-GrYlRd"},
                                    "thresholds": {"mode": "absolute", "steps": [
                                      {"color": "green", "value": null}, {"color": "red", "value": 80}]},
                                    "mappings": [
                                      {"type": "value", "options": {"0": {"text": "off", "index": 0}}},
                                      {"type": "special", "options": {"match": "null+nan",
                                        "result": {"text": "-", "index": 1}}}],
                                    "custom": {"drawStyle": "bars", "fillOpacity": 30,
                                      "stacking": {"mode": "normal", "group": "A"},
                                      "scaleDistribution": {"type": "log", "log": 2},
                                      "thresholdsStyle": {"mode": "line"}}},
                                  "overrides": [{"matcher": {"id": "byFrameRefID", "options": "B"},
                                    "properties": [{"id": "custom.transform", "value": "negative-Y"},
                                      {"id": "custom.hideFrom", "value": {"legend": true}},
                                      {"id": "color", "value": {"mode": "fixed", "fixedColor": "red"}}]}]}}
                                """)
                        .get("field");
        assertThat(field)
                .isEqualTo(
                        json(
                                """
                                {"defaults": {"unit": "Bps",
                                   "draw": {"style": "bars", "fillOpacity": 30,
                                     "stacking": {"mode": "normal", "group": "A"},
                                     "scale": {"type": "log", "base": 2}, "thresholds": "line"},
                                   "color": {"mode": "continuous", "scheme": "GrYlRd"},
                                   "thresholds": {"mode": "absolute", "steps": [
                                     {"color": "green", "value": null},
                                     {"color": "red", "value": 80}]},
                                   "mappings": [{"kind": "value", "value": "0", "text": "off", "index": 0},
                                     {"kind": "special", "match": "null+nan", "text": "-", "index": 1}]},
                                 "overrides": [{"match": {"kind": "byQuery", "ref": "B"},
                                   "set": {"draw": {"transform": "negativeY", "hideFrom": {"legend": true}},
                                     "color": {"mode": "fixed", "color": "red"}}}]}
                                """));
    }

    @Test
    void bringsAGraphOfOldIntoTodaysForm() {
        JsonNode panel =
                panel(
                        """
                        {"id": 1, "type": "graph", "title": "Old", "fill": 2, "linewidth": 3, "stack": true,
                         "steppedLine": true, "nullPointMode": "connected",
                         "legend": {"show": true, "alignAsTable": true, "rightSide": true, "avg": true,
                           "current": true, "values": true},
                         "tooltip": {"shared": true, "sort": 2},
                         "yaxes": [{"format": "bytes", "min": "0", "label": "Bytes", "logBase": 10},
                           {"format": "percent"}],
                         "seriesOverrides": [{"alias": "/out/", "transform": "negative-Y"},
                           {"alias": "share", "yaxis": 2}],
                         "aliasColors": {"in": "#ff0000"},
                         "targets": [{"expr": "rate(a[5m])", "legendFormat": "{{b}}", "step": 4}]}
                        """);
        assertThat(panel.get("kind").asText()).isEqualTo("timeseries");
        JsonNode defaults = panel.at("/field/defaults");
        assertThat(defaults.at("/unit").asText()).isEqualTo("bytes");
        assertThat(defaults.at("/min").asInt(-1)).isZero();
        assertThat(defaults.at("/draw/lineWidth").asInt()).isEqualTo(3);
        assertThat(defaults.at("/draw/fillOpacity").asInt()).isEqualTo(20);
        assertThat(defaults.at("/draw/interpolation").asText()).isEqualTo("stepAfter");
        assertThat(defaults.at("/draw/spanNulls").asBoolean()).isTrue();
        assertThat(defaults.at("/draw/stacking/mode").asText()).isEqualTo("normal");
        assertThat(defaults.at("/draw/scale/base").asInt()).isEqualTo(10);
        assertThat(defaults.at("/draw/axis/label").asText()).isEqualTo("Bytes");
        assertThat(panel.at("/options/legend"))
                .isEqualTo(
                        json(
                                """
                                {"mode": "table", "placement": "right", "calcs": ["mean", "lastNotNull"]}
                                """));
        assertThat(panel.at("/options/tooltip/sort").asText()).isEqualTo("desc");
        assertThat(panel.at("/field/overrides").findValuesAsText("pattern")).contains("/out/");
        assertThat(panel.at("/field/overrides/0/match/name").asText()).isEqualTo("share");
        assertThat(panel.at("/field/overrides/0/set/draw/axis/placement").asText())
                .isEqualTo("right");
        assertThat(panel.at("/queries/0/ref").asText()).isEqualTo("A");
    }

    @Test
    void bringsASingleStatOfOldIntoTodaysForm() {
        JsonNode stat =
                panel(
                        """
                        {"id": 1, "type": "singlestat", "format": "s", "valueName": "avg", "postfix": " up",
                         "thresholds": "10,20", "colors": ["red", "orange", "green"], "colorBackground": true,
                         "sparkline": {"show": true}, "mappingType": 1,
                         "valueMaps": [{"op": "=", "text": "N/A", "value": "null"}],
                         "targets": [{"expr": "up", "refId": "A"}]}
                        """);
        assertThat(stat.get("kind").asText()).isEqualTo("stat");
        assertThat(stat.at("/options/reduce/calc").asText()).isEqualTo("mean");
        assertThat(stat.at("/options/color").asText()).isEqualTo("background");
        assertThat(stat.at("/options/graph").asText()).isEqualTo("area");
        assertThat(stat.at("/options/postfix").asText()).isEqualTo(" up");
        assertThat(stat.at("/field/defaults/thresholds/steps").findValuesAsText("color"))
                .containsExactly("red", "orange", "green");
        assertThat(stat.at("/field/defaults/mappings/0"))
                .isEqualTo(json("{\"kind\": \"special\", \"match\": \"null\", \"text\": \"N/A\"}"));
        JsonNode gauge =
                panel(
                        """
                        {"id": 1, "type": "singlestat", "gauge": {"show": true, "maxValue": 5}}
                        """);
        assertThat(gauge.get("kind").asText()).isEqualTo("gauge");
        assertThat(gauge.at("/field/defaults/max").asInt()).isEqualTo(5);
    }

    @Test
    void flowsThePanelsOfOldRows() {
        Reading reading =
                read(
                        """
                        {"title": "T", "rows": [
                          {"title": "One", "showTitle": true, "height": "250px", "repeat": "host", "panels": [
                            {"id": 1, "type": "graph", "span": 8}, {"id": 2, "type": "graph", "span": 6}]},
                          {"title": "Two", "collapse": true, "panels": []}]}
                        """);
        JsonNode rows = reading.dashboard().at("/spec/layout/rows");
        assertThat(rows.get(0).path("title").asText()).isEqualTo("One");
        assertThat(rows.get(0).at("/repeat/variable").asText()).isEqualTo("host");
        assertThat(rows.get(0).at("/layout/items"))
                .isEqualTo(
                        json(
                                """
                                [{"element": "panel-1", "x": 0, "y": 0, "w": 16, "h": 7},
                                 {"element": "panel-2", "x": 0, "y": 7, "w": 12, "h": 7}]
                                """));
        assertThat(rows.get(1).path("collapsed").asBoolean()).isTrue();
        assertThat(reading.counts().rows()).isEqualTo(2);
    }

    @Test
    void readsTheSecondFormWithTabsAndRows() {
        Reading reading =
                read(
                        """
                        {"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard",
                         "metadata": {"name": "second"},
                         "spec": {"title": "Second", "cursorSync": "Tooltip",
                          "timeSettings": {"from": "now-6h", "to": "now", "autoRefresh": "30s"},
                          "elements": {"cpu": {"kind": "Panel", "spec": {"id": 4, "title": "CPU",
                            "data": {"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery",
                              "spec": {"refId": "A", "hidden": false, "query": {"kind": "DataQuery",
                                "group": "prometheus", "spec": {"expr": "rate(cpu[1m])"}}}}],
                              "transformations": [{"kind": "sortBy", "spec": {"id": "sortBy", "options": {}}}],
                              "queryOptions": {"interval": "1m"}}},
                            "vizConfig": {"kind": "VizConfig", "group": "stat",
                              "spec": {"options": {"graphMode": "none"}, "fieldConfig": {"defaults": {"unit": "s"}}}}}}},
                          "variables": [{"kind": "QueryVariable", "spec": {"name": "host", "multi": true,
                            "hide": "hideLabel", "refresh": "onTimeRangeChanged", "sort": "alphabeticalAsc",
                            "query": {"kind": "DataQuery", "group": "prometheus",
                              "spec": {"query": "label_values(up, host)"}}}}],
                          "layout": {"kind": "TabsLayout", "spec": {"tabs": [{"kind": "TabsLayoutTab", "spec": {
                            "title": "First", "layout": {"kind": "RowsLayout", "spec": {"rows": [
                              {"kind": "RowsLayoutRow", "spec": {"title": "Row", "collapse": true,
                                "layout": {"kind": "GridLayout", "spec": {"items": [{"kind": "GridLayoutItem",
                                  "spec": {"x": 0, "y": 0, "width": 8, "height": 5,
                                    "element": {"kind": "ElementReference", "name": "cpu"},
                                    "repeat": {"mode": "variable", "value": "host", "direction": "h"}}}]}}}}]}}}}]}}}}
                        """);
        JsonNode spec = reading.dashboard().get("spec");
        assertThat(reading.dashboard().at("/metadata/uid").asText()).isEqualTo("second");
        assertThat(spec.path("cursorSync").asText()).isEqualTo("tooltip");
        assertThat(spec.at("/time/from").asText()).isEqualTo("now-6h");
        assertThat(spec.at("/refresh/every").asText()).isEqualTo("30s");
        JsonNode panel = spec.at("/elements/panel-4");
        assertThat(panel.path("kind").asText()).isEqualTo("stat");
        assertThat(panel.at("/queries/0/expr").asText()).isEqualTo("rate(cpu[1m])");
        assertThat(panel.at("/transforms/0/kind").asText()).isEqualTo("sortBy");
        assertThat(panel.at("/repeat/variable").asText()).isEqualTo("host");
        assertThat(panel.path("step").asText()).isEqualTo("1m");
        JsonNode variable = spec.at("/variables/0");
        assertThat(variable.path("query").asText()).isEqualTo("label_values(up, host)");
        assertThat(variable.path("hide").asText()).isEqualTo("label");
        assertThat(variable.path("refresh").asText()).isEqualTo("range");
        assertThat(spec.at("/layout/tabs/0/layout/rows/0/layout/items/0/element").asText())
                .isEqualTo("panel-4");
    }

    @Test
    void reportsWhatItDoesNotKnowAndKeepsIt() {
        Reading reading =
                read(
                        """
                        {"title": "T", "panels": [
                          {"id": 1, "type": "stat", "options": {"odd": {"a.b": 1}, "graphMode": "pulse"}},
                          {"id": 2, "type": "canvas", "options": {"root": 1}},
                          {"id": 3, "type": "table", "datasource": {"type": "loki", "uid": "x"},
                           "targets": [{"refId": "A", "expr": "{job=\\"a\\"}"}],
                           "transformations": [{"id": "spatial", "options": {}}]},
                          7]}
                        """);
        assertThat(reading.report())
                .extracting(loss -> loss.severity() + " " + loss.pointer())
                .containsExactly(
                        "warn /panels/0/options/odd",
                        "warn /panels/0/options/graphMode",
                        "lost /panels/1/type",
                        "lost /panels/2/targets/0",
                        "warn /panels/2/transformations/0/id",
                        "lost /panels/3");
        JsonNode elements = reading.dashboard().at("/spec/elements");
        assertThat(elements.at("/panel-1/options/x-grafana"))
                .isEqualTo(json("{\"odd\": {\"a.b\": 1}, \"graphMode\": \"pulse\"}"));
        assertThat(elements.at("/panel-2/options/was").asText()).isEqualTo("canvas");
        JsonNode back = GrafanaBoards.write(reading.dashboard());
        assertThat(back.at("/panels/1/options/root").asInt()).isEqualTo(1);
        assertThat(back.at("/panels/2/targets/0/expr").asText()).isEqualTo("{job=\"a\"}");
    }

    @Test
    void fillsInConstantsAndTakesPanelsFromTheLibrary() {
        String board =
                """
                {"title": "T", "__inputs": [
                   {"name": "VAR_JOB", "type": "constant", "value": "node"},
                   {"name": "DS_PROM", "type": "datasource", "label": "Prometheus"}],
                 "__elements": {"lib": {"uid": "lib", "name": "L", "model": {"type": "stat",
                   "targets": [{"refId": "A", "expr": "up"}]}}},
                 "templating": {"list": [{"type": "constant", "name": "job", "query": "${VAR_JOB}"}]},
                 "panels": [{"id": 1, "title": "Lib", "libraryPanel": {"uid": "lib", "name": "L"}},
                   {"id": 2, "type": "stat", "datasource": "${DS_PROM}", "targets": [{"refId": "A", "expr": "up"}]}]}
                """;
        Reading proposed = read(board);
        assertThat(proposed.dashboard().at("/spec/variables/0/current/value").asText())
                .isEqualTo("node");
        assertThat(proposed.inputs().findValuesAsText("name"))
                .containsExactly("VAR_JOB", "DS_PROM");
        assertThat(proposed.dashboard().at("/spec/elements/panel-1/queries/0/expr").asText())
                .isEqualTo("up");
        assertThat(proposed.dashboard().at("/spec/elements/panel-2").has("source")).isFalse();
        Reading given = GrafanaBoards.read(Json.parseObject(board), Map.of("VAR_JOB", "windows"));
        assertThat(given.dashboard().at("/spec/variables/0/current/value").asText())
                .isEqualTo("windows");
    }

    @Test
    void refusesWhatIsNoDashboard() {
        assertThatExceptionOfType(MuninnException.class)
                .isThrownBy(() -> GrafanaBoards.read(Json.parseObject("{\"a\": 1}"), Map.of()))
                .withMessageContaining("holds no dashboard of Grafana");
    }
}
