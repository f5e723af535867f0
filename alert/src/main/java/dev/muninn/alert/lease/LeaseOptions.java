package dev.muninn.alert.lease;

import java.time.Duration;

/**
 * How the lease is kept.
 *
 * @param node what this process is called, unlike all others on the database
 * @param length after which another process takes over from one that does not renew
 * @param patience how long the last owner keeps quiet while the database does not answer
 */
public record LeaseOptions(String node, Duration length, Duration patience) {}
