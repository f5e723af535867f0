package dev.muninn.web;

import dev.muninn.alert.BackTest;
import dev.muninn.alert.Notifier;
import dev.muninn.alert.Packs;

/**
 * What the doors of alerting lead to.
 *
 * @param readRules reads the rules again after a pack was switched on or off
 */
public record Alerting(Notifier notifier, BackTest backTest, Packs packs, Runnable readRules) {}
