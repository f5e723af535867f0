package dev.muninn.query.script;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds data that lies in a folder {@code shared} beside the checkout, on some machines. */
public final class SharedFolder {

    private SharedFolder() {}

    public static Optional<Path> find(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path found = folder.resolve("shared").resolve(name);
            if (Files.exists(found)) {
                return Optional.of(found);
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }
}
