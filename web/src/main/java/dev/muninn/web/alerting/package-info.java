/**
 * Doors of alerting: rules, Alertmanager's API v2, our own questions. {@link
 * dev.muninn.web.alerting.AlertRoutes} and {@link dev.muninn.web.alerting.RuleRoutes} are the
 * entries.
 */
@NullMarked
package dev.muninn.web.alerting;

import org.jspecify.annotations.NullMarked;
