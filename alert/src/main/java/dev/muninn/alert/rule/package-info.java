/**
 * The words of rules: their groups, their alerts, and how they do; other modules use them, too.
 * Entry class: {@link dev.muninn.alert.rule.Rule}.
 */
@NullMarked
package dev.muninn.alert.rule;

import org.jspecify.annotations.NullMarked;
