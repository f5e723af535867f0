package dev.muninn.alert;

/**
 * What the doors of alerting lead to.
 *
 * @param refreshRules evaluates what there is after a pack was switched or a rule was saved
 */
public record Alerting(
        Notifier notifier,
        BackTest backTest,
        Packs packs,
        SavedRules savedRules,
        RuleOverview ruleOverview,
        Runnable refreshRules) {}
