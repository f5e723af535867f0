/**
 * Alerting at work: takes alerts in, decides when somebody is told, keeps what must not be
 * forgotten, and explains itself. Entry class: {@link dev.muninn.alert.notify.Notifications}.
 */
@NullMarked
package dev.muninn.alert.notify;

import org.jspecify.annotations.NullMarked;
