package dev.muninn.web;

import dev.muninn.alert.BackTest;
import dev.muninn.alert.Notifier;

/** What the doors of alerting lead to. */
public record Alerting(Notifier notifier, BackTest backTest) {}
