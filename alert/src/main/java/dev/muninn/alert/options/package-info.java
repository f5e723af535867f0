/** What alerting is configured with. Entry class: {@link dev.muninn.alert.options.RuleOptions}. */
@NullMarked
package dev.muninn.alert.options;

import org.jspecify.annotations.NullMarked;
