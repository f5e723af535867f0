/**
 * Alerts on their way to other Alertmanagers. Entry class: {@link
 * dev.muninn.alert.forward.ForwardQueue}.
 */
@NullMarked
package dev.muninn.alert.forward;

import org.jspecify.annotations.NullMarked;
