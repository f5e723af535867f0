/**
 * Rules and alerts: rule files of Prometheus, their evaluation on a schedule, the states of alerts
 * and the series they write. Entry class: {@link dev.muninn.alert.RuleBook}.
 */
@NullMarked
package dev.muninn.alert;

import org.jspecify.annotations.NullMarked;
