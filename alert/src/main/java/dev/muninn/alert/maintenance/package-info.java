/**
 * Maintenance windows: times, once or again and again, in which nobody is told of what is worked
 * on. Entry class: {@link dev.muninn.alert.maintenance.MaintenanceBook}.
 */
@NullMarked
package dev.muninn.alert.maintenance;

import org.jspecify.annotations.NullMarked;
