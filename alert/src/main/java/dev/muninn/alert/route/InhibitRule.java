package dev.muninn.alert.route;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import java.util.List;

/**
 * While an alert that matches the source fires, those that match the target and agree in some
 * labels are quiet.
 *
 * @param equal labels in which both must agree; a label that both lack is equal
 */
public record InhibitRule(
        String name, List<Matcher> source, List<Matcher> target, List<String> equal) {

    public boolean isSource(Labels alert) {
        return Matcher.allMatch(source, alert);
    }

    public boolean isTarget(Labels alert) {
        return Matcher.allMatch(target, alert);
    }
}
