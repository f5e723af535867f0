package dev.muninn.server.options;

import dev.muninn.ingest.CollectOptions;
import java.time.Duration;
import java.util.List;

/** The keys under {@code collect.} */
final class CollectKeys {

    private static final CollectOptions DEFAULTS = CollectOptions.DEFAULTS;

    static final OptionKey<Boolean> HOST =
            new OptionKey<>(
                    "collect.host",
                    new BooleanType(),
                    DEFAULTS.host(),
                    "Whether the figures of this machine are collected.");

    static final OptionKey<Boolean> SELF =
            new OptionKey<>(
                    "collect.self",
                    new BooleanType(),
                    DEFAULTS.self(),
                    "Whether the figures of Muninn itself are stored; /metrics shows them in any case.");

    static final OptionKey<Duration> INTERVAL =
            new OptionKey<>(
                    "collect.interval",
                    new DurationType(Duration.ofMillis(100), Duration.ofHours(1)),
                    DEFAULTS.interval(),
                    "The time between two samples of either.");

    static final OptionKey<String> INSTANCE =
            new OptionKey<>(
                    "collect.instance",
                    new TextType("a name"),
                    DEFAULTS.instance(),
                    "The instance label of this machine's series; its host name where empty.");

    static final OptionKey<Integer> TOP_PROCESSES =
            new OptionKey<>(
                    "collect.top-processes",
                    new IntegerType(0, 1000),
                    DEFAULTS.topProcesses(),
                    "How many commands are listed by CPU, and how many by memory; 0 for none.");

    static final OptionKey<String> MOUNT_POINTS_EXCLUDE =
            new OptionKey<>(
                    "collect.mount-points-exclude",
                    new TextType("a regular expression"),
                    DEFAULTS.mountPointsExclude(),
                    "File systems mounted where this is found are left out.");

    static final OptionKey<String> FILE_SYSTEM_TYPES_EXCLUDE =
            new OptionKey<>(
                    "collect.file-system-types-exclude",
                    new TextType("a regular expression"),
                    DEFAULTS.fileSystemTypesExclude(),
                    "File systems whose type this matches are left out.");

    static final OptionKey<Duration> FILE_SYSTEM_DEADLINE =
            new OptionKey<>(
                    "collect.file-system-deadline",
                    new DurationType(Duration.ofMillis(1), Duration.ofMinutes(1)),
                    DEFAULTS.fileSystemDeadline(),
                    "How long file systems may take to tell their room; one that hangs is reported as such.");

    static final List<OptionKey<?>> ALL =
            List.of(
                    HOST,
                    SELF,
                    INTERVAL,
                    INSTANCE,
                    TOP_PROCESSES,
                    MOUNT_POINTS_EXCLUDE,
                    FILE_SYSTEM_TYPES_EXCLUDE,
                    FILE_SYSTEM_DEADLINE);

    private CollectKeys() {}

    static CollectOptions read(Configuration configuration) {
        return new CollectOptions(
                configuration.get(HOST),
                configuration.get(SELF),
                configuration.get(INTERVAL),
                configuration.get(INSTANCE),
                configuration.get(TOP_PROCESSES),
                configuration.get(MOUNT_POINTS_EXCLUDE),
                configuration.get(FILE_SYSTEM_TYPES_EXCLUDE),
                configuration.get(FILE_SYSTEM_DEADLINE));
    }
}
