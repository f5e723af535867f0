package dev.muninn.systemtest;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
public final class Repository {

    private Repository() {}

    /** The folder with ARCHITECTURE.md, found upwards from the working directory. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("no ARCHITECTURE.md above the working directory");
            }
            folder = parent;
        }
        return folder;
    }
}
