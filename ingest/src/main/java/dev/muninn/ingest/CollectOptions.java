package dev.muninn.ingest;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Options under {@code collect.}: what Muninn collects by itself, and how often.
 *
 * @param host whether this machine's figures are collected
 * @param self whether Muninn's own figures are stored; {@code /metrics} shows them in any case
 * @param interval the time between two samples; ticks are at its whole multiples
 * @param instance the {@code instance} label of this machine's series; its host name where empty
 * @param topProcesses how many commands are listed by CPU, and how many by memory; 0 for none
 * @param mountPointsExclude file systems mounted where this is found are left out
 * @param fileSystemTypesExclude file systems whose type this matches are left out
 * @param fileSystemDeadline how long file systems may take to tell their room; one that hangs is
 *     reported as such
 */
public record CollectOptions(
        boolean host,
        boolean self,
        Duration interval,
        String instance,
        int topProcesses,
        String mountPointsExclude,
        String fileSystemTypesExclude,
        Duration fileSystemDeadline) {

    /** The kernel's counters move in hundredths of a second: faster ticks show steps, not rates. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private static final Duration LONGEST = Duration.ofHours(1);

    public static final CollectOptions DEFAULTS =
            new CollectOptions(
                    true,
                    true,
                    Duration.ofSeconds(1),
                    "",
                    20,
                    "^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+"
                            + "|var/lib/containers/storage/.+)($|/)",
                    "autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl"
                            + "|hugetlbfs|iso9660|mqueue|nsfs|overlay|proc|procfs|pstore"
                            + "|rpc_pipefs|securityfs|selinuxfs|squashfs|erofs|sysfs|tracefs",
                    Duration.ofMillis(300));

    public CollectOptions {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "collect.interval is "
                            + interval.toMillis()
                            + " ms: choose from 100 ms to 1 h");
        }
        if (topProcesses < 0 || topProcesses > 1000) {
            throw new IllegalArgumentException(
                    "collect.top-processes is " + topProcesses + ": choose from 0 to 1000");
        }
        if (!fileSystemDeadline.isPositive()) {
            throw new IllegalArgumentException(
                    "collect.file-system-deadline is "
                            + fileSystemDeadline.toMillis()
                            + " ms: choose a longer one");
        }
        check("collect.mount-points-exclude", mountPointsExclude);
        check("collect.file-system-types-exclude", fileSystemTypesExclude);
    }

    private static void check(String key, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    key + " is no regular expression: " + e.getMessage(), e);
        }
    }
}
