package dev.muninn.query.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same scripts over the real store: part of the samples in its blocks, part in memory. */
class StoredScriptTest {

    @TempDir private static Path folder;

    private final ScriptSuite suite =
            new ScriptSuite(
                    () -> {
                        try {
                            return StoredTarget.open(Files.createTempDirectory(folder, "script"));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });

    @TestFactory
    Stream<DynamicNode> ownScriptsPass() throws IOException, URISyntaxException {
        return suite.ownScripts();
    }

    @TestFactory
    Stream<DynamicNode> prometheusScriptsPass() throws IOException {
        return suite.prometheusScripts();
    }
}
