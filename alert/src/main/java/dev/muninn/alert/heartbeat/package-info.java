/**
 * Others that are expected to say now and then that they live: jobs, scripts, other monitoring.
 * Entry class: {@link dev.muninn.alert.heartbeat.HeartbeatWatch}.
 */
@NullMarked
package dev.muninn.alert.heartbeat;

import org.jspecify.annotations.NullMarked;
