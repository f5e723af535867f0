package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {

    private static final String SQLITE = "org.sqlite.tmpdir";

    private static final String ZSTD = "ZstdTempFolder";

    private static final List<String> ALL =
            List.of(SQLITE, ZSTD, "org.xerial.snappy.tempdir", "jna.tmpdir");

    @TempDir private Path data;

    private final Properties before = new Properties();

    @BeforeEach
    void keepProperties() {
        before.putAll(System.getProperties());
        ALL.forEach(System::clearProperty);
    }

    @AfterEach
    void restoreProperties() {
        System.setProperties(before);
    }

    @Test
    void namesAFolderOfItsOwnToAll() {
        assertThat(NativeLibraries.unpackIn(data)).isPresent();
        assertThat(ALL.stream().map(System::getProperty).distinct()).hasSize(1);
        assertThat(Path.of(System.getProperty(SQLITE)))
                .isEmptyDirectory()
                .hasParent(data.resolve("native"));
    }

    @Test
    void leavesWhatSomebodyHasNamed() {
        System.setProperty(ZSTD, "/elsewhere");
        assertThat(NativeLibraries.unpackIn(data)).isPresent();
        assertThat(System.getProperty(ZSTD)).isEqualTo("/elsewhere");
        assertThat(System.getProperty(SQLITE)).startsWith(data.toString());
    }

    @Test
    void deletesWhatOtherRunsLeft() throws IOException {
        Path old = Files.createDirectories(data.resolve("native/run-1"));
        Files.writeString(old.resolve("libold.so"), "old");
        NativeLibraries libraries = NativeLibraries.unpackIn(data).orElseThrow();
        assertThat(old).exists();
        libraries.deleteThoseOfOtherRuns();
        assertThat(old).doesNotExist();
        assertThat(Path.of(System.getProperty(SQLITE))).exists();
    }

    @Test
    void leavesEverythingAsItIsWhereNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "");
        assertThat(NativeLibraries.unpackIn(file)).isEmpty();
        assertThat(System.getProperty(SQLITE)).isNull();
    }
}
