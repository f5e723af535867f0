package dev.muninn.alert.state;

import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.AlertListener;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.model.Labels;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Passes the alerts of a group on to whoever tells people: each change at once, and what goes on
 * every minute, so that a listener that lost one hears of it again. Confined to the group's run.
 */
final class AlertFeed {

    /** Prometheus' own: often enough that nothing expires, seldom enough to cost nothing. */
    private static final Duration RESEND_DELAY = Duration.ofMinutes(1);

    /** Three words may be lost before an alert counts as ended. */
    private static final int VALID_FOR_DELAYS = 4;

    private record Sent(Alert.State state, long atMillis) {}

    private final RuleGroup group;
    private final String externalUrl;
    private final AlertListener listener;

    /** By rule, as another rule may have an alert with the same labels. */
    private final Map<Rule.Alerting, Map<Labels, Sent>> sentBefore = new HashMap<>();

    AlertFeed(RuleGroup group, String externalUrl, AlertListener listener) {
        this.group = group;
        this.externalUrl = externalUrl;
        this.listener = listener;
    }

    /** Passes on what is due of a rule's alerts after an evaluation. */
    void send(AlertStates states, long timeMillis) {
        Rule.Alerting rule = states.rule();
        if (states.isEmpty()) {
            sentBefore.remove(rule);
            return;
        }
        Map<Labels, Sent> sent = sentBefore.computeIfAbsent(rule, key -> new HashMap<>());
        List<Alert> due = new ArrayList<>();
        for (Alert alert : states.all()) {
            if (alert.state() == Alert.State.PENDING) {
                continue;
            }
            Sent last = sent.get(alert.labels());
            if (last == null
                    || last.state() != alert.state()
                    || last.atMillis() + RESEND_DELAY.toMillis() <= timeMillis) {
                due.add(alert);
                sent.put(alert.labels(), new Sent(alert.state(), timeMillis));
            }
        }
        pass(rule, due);
        if (sent.size() > 2 * (states.size() + 100)) {
            sent.keySet().retainAll(states.all().stream().map(Alert::labels).toList());
        }
    }

    /** Passes on that the alerts of a rule end, because the rule does. */
    void end(AlertStates states, long timeMillis) {
        pass(states.rule(), states.end(timeMillis));
    }

    private void pass(Rule.Alerting rule, List<Alert> alerts) {
        if (!alerts.isEmpty()) {
            long delay = Math.max(group.interval().toMillis(), RESEND_DELAY.toMillis());
            listener.accept(alerts, generatorUrl(rule), VALID_FOR_DELAYS * delay);
        }
    }

    private String generatorUrl(Rule.Alerting rule) {
        return externalUrl
                + "/graph?g0.expr="
                + URLEncoder.encode(rule.expr(), StandardCharsets.UTF_8)
                + "&g0.tab=1";
    }
}
