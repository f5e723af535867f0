/**
 * Incidents: the time in which a group of alerts fires, with all that happened in it and how long
 * people took. Entry class: {@link dev.muninn.alert.incident.IncidentBook}.
 */
@NullMarked
package dev.muninn.alert.incident;

import org.jspecify.annotations.NullMarked;
