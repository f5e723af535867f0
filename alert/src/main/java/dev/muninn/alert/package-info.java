/**
 * Rules and alerts: rule files of Prometheus, their evaluation, and the states of alerts. Entry
 * class: {@code RuleBook}.
 */
@NullMarked
package dev.muninn.alert;

import org.jspecify.annotations.NullMarked;
