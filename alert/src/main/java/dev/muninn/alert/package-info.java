/**
 * Rules and alerts, as servers and doors use them: {@link dev.muninn.alert.RuleBook} evaluates
 * rules, {@link dev.muninn.alert.Notifier} tells people of their alerts.
 */
@NullMarked
package dev.muninn.alert;

import org.jspecify.annotations.NullMarked;
