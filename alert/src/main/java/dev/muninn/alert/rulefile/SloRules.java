package dev.muninn.alert.rulefile;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.slo.Slo;
import dev.muninn.alert.slo.SloAlerts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rule group that watches over an objective. */
final class SloRules {

    private SloRules() {}

    static RuleGroup of(Slo slo, String file, RuleOptions defaults) {
        List<Rule> rules = new ArrayList<>();
        for (SloAlerts.Recorded series : SloAlerts.series(slo)) {
            rules.add(new Rule.Recording(series.name(), series.expr(), series.labels()));
        }
        for (SloAlerts.Raised alert : SloAlerts.alerts(slo)) {
            rules.add(
                    new Rule.Alerting(
                            alert.name(),
                            alert.expr(),
                            Duration.ZERO,
                            Duration.ZERO,
                            alert.labels(),
                            alert.annotations()));
        }
        return new RuleGroup(
                file,
                "slo/" + slo.service() + "/" + slo.name(),
                defaults.interval(),
                0,
                defaults.queryOffset(),
                List.copyOf(rules));
    }
}
