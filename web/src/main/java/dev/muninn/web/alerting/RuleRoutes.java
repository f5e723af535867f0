package dev.muninn.web.alerting;

import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.GroupStatus;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleStatus;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.query.Queries;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import dev.muninn.web.query.PromJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rules and alerts in Prometheus' HTTP API. */
public final class RuleRoutes {

    private final Supplier<List<GroupStatus>> groups;
    private final Queries queries;

    public RuleRoutes(Supplier<List<GroupStatus>> groups, Queries queries) {
        this.groups = groups;
        this.queries = queries;
    }

    public List<Route> routes() {
        return List.of(
                Route.read("/api/v1/rules", this::rules),
                Route.read("/api/v1/alerts", this::alerts));
    }

    private void rules(Call call) {
        RuleSelection wanted = new RuleSelection(call.parameters(), queries);
        List<Object> shown = new ArrayList<>();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("groups", shown);
        for (GroupStatus status : wanted.fromToken(groups.get())) {
            List<Object> rules = rules(status, wanted);
            if (rules.isEmpty()) {
                continue;
            }
            if (wanted.isFull(shown.size())) {
                data.put("groupNextToken", RuleSelection.token(status.group()));
                break;
            }
            shown.add(group(status, rules));
        }
        answer(call, data);
    }

    private static List<Object> rules(GroupStatus status, RuleSelection wanted) {
        List<Object> rules = new ArrayList<>();
        if (wanted.wants(status.group())) {
            for (RuleStatus rule : status.rules()) {
                if (wanted.wants(rule.rule())) {
                    rules.add(rule(rule, wanted.withAlerts()));
                }
            }
        }
        return rules;
    }

    private static Map<String, @Nullable Object> group(GroupStatus status, List<Object> rules) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", status.group().name());
        json.put("file", status.group().file());
        json.put("rules", rules);
        json.put("interval", status.group().interval().toMillis() / 1000.0);
        json.put("limit", (long) status.group().limit());
        json.put("evaluationTime", status.durationNanos() / 1e9);
        json.put("lastEvaluation", time(status.lastEvaluationMillis()));
        json.put("origin", status.group().origin().word());
        return json;
    }

    private static Map<String, @Nullable Object> rule(RuleStatus status, boolean withAlerts) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        switch (status.rule()) {
            case Rule.Alerting rule -> {
                json.put("state", status.state());
                json.put("name", rule.name());
                json.put("query", rule.expr());
                json.put("duration", rule.pendingFor().toMillis() / 1000.0);
                json.put("keepFiringFor", rule.keepFiringFor().toMillis() / 1000.0);
                json.put("labels", rule.labels());
                json.put("annotations", rule.annotations());
                json.put(
                        "alerts",
                        withAlerts
                                ? status.alerts().stream().map(RuleRoutes::alert).toList()
                                : null);
            }
            case Rule.Recording rule -> {
                json.put("name", rule.name());
                json.put("query", rule.expr());
                json.put("labels", rule.labels());
            }
        }
        json.put("health", status.health().word());
        if (!status.lastError().isEmpty()) {
            json.put("lastError", status.lastError());
        }
        json.put("evaluationTime", status.durationNanos() / 1e9);
        json.put("lastEvaluation", time(status.lastEvaluationMillis()));
        json.put("type", status.rule() instanceof Rule.Alerting ? "alerting" : "recording");
        return json;
    }

    private void alerts(Call call) {
        List<Object> alerts = new ArrayList<>();
        for (GroupStatus group : groups.get()) {
            for (RuleStatus rule : group.rules()) {
                rule.alerts().forEach(alert -> alerts.add(alert(alert)));
            }
        }
        answer(call, Map.of("alerts", alerts));
    }

    private static Map<String, @Nullable Object> alert(Alert alert) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("labels", labels(alert.labels()));
        json.put("annotations", alert.annotations());
        json.put("state", alert.state().word());
        json.put("activeAt", time(alert.activeAtMillis()));
        if (alert.keepFiringSinceMillis() != 0) {
            json.put("keepFiringSince", time(alert.keepFiringSinceMillis()));
        }
        json.put("value", scientific(alert.value()));
        return json;
    }

    private static Map<String, String> labels(Labels labels) {
        Map<String, String> json = new LinkedHashMap<>();
        for (Label label : labels.toList()) {
            json.put(label.name(), label.value());
        }
        return json;
    }

    /** Prometheus writes the value of an alert as {@code 4.25e+01}. */
    private static String scientific(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        var decimal = new java.math.BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.signum() == 0 ? 0 : decimal.precision() - decimal.scale() - 1;
        String digits = decimal.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private static String time(long millis) {
        return millis == 0 ? "0001-01-01T00:00:00Z" : Instant.ofEpochMilli(millis).toString();
    }

    private static void answer(Call call, Map<String, ?> data) {
        var json = PromJson.begin();
        PromJson.any(json, data);
        call.reply().json(200, json.raw('}'));
    }
}
