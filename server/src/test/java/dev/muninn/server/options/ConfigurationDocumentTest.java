package dev.muninn.server.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The manual's page and the example file say what the table of keys says. After a change of the
 * table {@code -Dmuninn.write-documents=true} writes them anew.
 */
class ConfigurationDocumentTest {

    private static final Path PAGE = Path.of("../docs/operate/configuration.md");

    private static final Path EXAMPLE = Path.of("src/dist/conf/muninn.yml");

    @TempDir private Path folder;

    @Test
    void pageEqualsTheTable() throws Exception {
        assertIsWritten(PAGE, ConfigurationDocument.page(OptionTable.STANDARD));
    }

    @Test
    void exampleEqualsTheTable() throws Exception {
        assertIsWritten(EXAMPLE, ConfigurationDocument.example(OptionTable.STANDARD));
    }

    private static void assertIsWritten(Path file, String text) throws IOException {
        if (Boolean.getBoolean("muninn.write-documents")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        }
        assertThat(file).hasContent(text);
    }

    @Test
    void exampleIsValidAsItIsAndWithEveryKeySet() throws Exception {
        String example = ConfigurationDocument.example(OptionTable.STANDARD);
        String everyKey = example.replaceAll("(?m)^#( *[a-z-]+:)", "$1");
        for (String text : List.of(example, everyKey)) {
            Path file = Files.writeString(folder.resolve("muninn.yml"), text);
            Configuration configuration =
                    Configuration.load(new ConfigurationSource(file, List.of(), Map.of(), null));
            assertThat(MuninnOptions.of(configuration))
                    .isEqualTo(
                            MuninnOptions.of(
                                    Configuration.load(
                                            new ConfigurationSource(
                                                    null,
                                                    List.of(),
                                                    Map.of(),
                                                    Path.of("/nowhere")))));
        }
    }
}
