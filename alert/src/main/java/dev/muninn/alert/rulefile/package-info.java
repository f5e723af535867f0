/**
 * From the texts of rule files and objectives to groups of rules. Entry class: {@link
 * dev.muninn.alert.rulefile.RuleFile}.
 */
@NullMarked
package dev.muninn.alert.rulefile;

import org.jspecify.annotations.NullMarked;
