package dev.muninn.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * A file that keeps a dashboard.
 *
 * @param name its path below the folder
 * @param uid the dashboard it keeps; empty as long as it was never read without a problem
 * @param readAt when it was read last
 * @param problem what is wrong with it; the dashboard stays what it was
 */
public record ProvisionedFile(String name, String uid, Instant readAt, Optional<String> problem) {}
