package dev.muninn.server.options;

import dev.muninn.catalog.CatalogOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys under {@code catalog.} */
final class CatalogKeys {

    private static final CatalogOptions DEFAULTS = CatalogOptions.DEFAULTS;

    static final OptionKey<String> URL =
            new OptionKey<>(
                    "catalog.url",
                    new TextType("an address such as postgresql://127.0.0.1:5432/muninn"),
                    DEFAULTS.url(),
                    "The PostgreSQL database of what people make; without it a file in the data"
                            + " folder is used.");

    static final OptionKey<String> USER =
            new OptionKey<>(
                    "catalog.user",
                    new TextType("a name"),
                    DEFAULTS.user(),
                    "The user of that database.");

    static final OptionKey<String> PASSWORD_FILE =
            new OptionKey<>(
                    "catalog.password-file",
                    new TextType("the path of a file, or nothing"),
                    "",
                    "Holds the password of that user in its first line.");

    static final OptionKey<Integer> CONNECTIONS =
            new OptionKey<>(
                    "catalog.connections",
                    new IntegerType(1, 1_000),
                    DEFAULTS.connections(),
                    "Connections to PostgreSQL at one time.");

    static final OptionKey<String> PROVISIONING =
            new OptionKey<>(
                    "catalog.provisioning",
                    new TextType("the path of a folder, or nothing"),
                    "",
                    "Dashboards in JSON or YAML that are kept as their files say.");

    static final OptionKey<Boolean> PRUNE =
            new OptionKey<>(
                    "catalog.prune",
                    new BooleanType(),
                    DEFAULTS.prune(),
                    "Whether a dashboard goes when its file in that folder does.");

    static final OptionKey<Integer> KEEP_VERSIONS =
            new OptionKey<>(
                    "catalog.keep-versions",
                    new IntegerType(1, 100_000),
                    DEFAULTS.keepVersions(),
                    "Versions of a dashboard that stay, however old.");

    static final OptionKey<Duration> KEEP_FOR =
            new OptionKey<>(
                    "catalog.keep-for",
                    new DurationType(Duration.ZERO, Duration.ofDays(100 * 365)),
                    DEFAULTS.keepFor(),
                    "How long versions stay beyond that number.");

    static final List<OptionKey<?>> ALL =
            List.of(
                    URL,
                    USER,
                    PASSWORD_FILE,
                    CONNECTIONS,
                    PROVISIONING,
                    PRUNE,
                    KEEP_VERSIONS,
                    KEEP_FOR);

    private CatalogKeys() {}

    static CatalogOptions read(Configuration configuration) {
        return new CatalogOptions(
                configuration.get(URL),
                configuration.get(USER),
                path(configuration.get(PASSWORD_FILE)),
                configuration.get(CONNECTIONS),
                path(configuration.get(PROVISIONING)),
                configuration.get(PRUNE),
                configuration.get(KEEP_VERSIONS),
                configuration.get(KEEP_FOR));
    }

    private static Optional<Path> path(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }
}
