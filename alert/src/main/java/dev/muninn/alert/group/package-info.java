/**
 * Alerts on their way to people: which are known, which group each is in, when a group is told and
 * whether there is anything to tell. State machines over given times; nothing here waits or sends.
 * Entry class: {@link dev.muninn.alert.group.Dispatch}.
 */
@NullMarked
package dev.muninn.alert.group;

import org.jspecify.annotations.NullMarked;
