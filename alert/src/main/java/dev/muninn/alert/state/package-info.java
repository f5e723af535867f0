/**
 * The states of a rule's alerts: how they change, are kept over a restart, and are passed on. Entry
 * class: {@link dev.muninn.alert.state.AlertStates}.
 */
@NullMarked
package dev.muninn.alert.state;

import org.jspecify.annotations.NullMarked;
