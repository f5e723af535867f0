/**
 * The subset of Go's {@code text/template} that rule files and notification templates use: {@link
 * dev.muninn.alert.template.Template} parses once and runs often.
 */
@NullMarked
package dev.muninn.alert.template;

import org.jspecify.annotations.NullMarked;
