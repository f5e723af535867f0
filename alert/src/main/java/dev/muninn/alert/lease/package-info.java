/**
 * The right to tell people of alerts, where several processes work on one database: one has it at a
 * time. Entry class: {@link dev.muninn.alert.lease.Lease}.
 */
@NullMarked
package dev.muninn.alert.lease;

import org.jspecify.annotations.NullMarked;
