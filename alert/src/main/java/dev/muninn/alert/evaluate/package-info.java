/** The evaluation of rules: groups on their schedule, the states of alerts, what both write. */
@NullMarked
package dev.muninn.alert.evaluate;

import org.jspecify.annotations.NullMarked;
