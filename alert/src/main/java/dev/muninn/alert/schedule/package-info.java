/**
 * When groups are evaluated: on time, when samples come, and made up for after a stop. Entry class:
 * {@link dev.muninn.alert.schedule.RunningGroups}.
 */
@NullMarked
package dev.muninn.alert.schedule;

import org.jspecify.annotations.NullMarked;
