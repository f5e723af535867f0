package dev.muninn.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Test data that lies in a folder {@code shared} beside the checkout, where there is one. */
public final class SharedData {

    private SharedData() {}

    /** A file or folder of it; skips the test where it is not there. */
    public static Path path(String name) {
        Optional<Path> found =
                Stream.iterate(
                                Path.of("").toAbsolutePath(),
                                folder -> folder != null,
                                Path::getParent)
                        .map(folder -> folder.resolve("shared").resolve(name))
                        .filter(Files::exists)
                        .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no test data shared/" + name);
        return found.orElseThrow();
    }
}
