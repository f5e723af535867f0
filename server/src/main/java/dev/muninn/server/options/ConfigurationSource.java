package dev.muninn.server.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a configuration is read from.
 *
 * @param file the file named on the command line, or null
 * @param flags what the command line sets, later ones winning
 * @param environment all variables of the environment
 * @param home the folder of the distribution, or null where there is none
 */
public record ConfigurationSource(
        @Nullable Path file,
        List<Setting> flags,
        Map<String, String> environment,
        @Nullable Path home) {

    private static final String FILE_NAME = "muninn.yml";

    /** The file to read: the one that was named, or else the first of the usual ones there is. */
    Optional<Path> fileToRead() {
        if (file != null) {
            return Optional.of(file);
        }
        String named = environment.get(EnvironmentSettings.CONFIG_FILE);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Path here = Path.of(FILE_NAME);
        if (Files.exists(here)) {
            return Optional.of(here);
        }
        return Optional.ofNullable(home)
                .map(folder -> folder.resolve("conf").resolve(FILE_NAME))
                .filter(Files::exists);
    }
}
