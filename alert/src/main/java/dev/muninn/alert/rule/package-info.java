/** Rule files: their form, and everything that can be wrong with one. Entry: {@code RuleFile}. */
@NullMarked
package dev.muninn.alert.rule;

import org.jspecify.annotations.NullMarked;
