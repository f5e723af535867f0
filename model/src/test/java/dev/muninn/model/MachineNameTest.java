package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineNameTest {

    @TempDir private Path folder;

    private static String askedInVain() {
        throw new AssertionError("the network is asked for what a file says");
    }

    @Test
    void isWhatTheFirstFileSaysThatSaysAnything() throws Exception {
        Path missing = folder.resolve("missing");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path named = Files.writeString(folder.resolve("named"), "raven-7\n");
        assertThat(MachineName.read(List.of(missing, empty, named), MachineNameTest::askedInVain))
                .isEqualTo("raven-7");
    }

    @Test
    void isAskedOfTheNetworkWhereNoFileSaysIt() {
        assertThat(MachineName.read(List.of(folder.resolve("missing")), () -> "raven-8"))
                .isEqualTo("raven-8");
    }

    @Test
    void isNeverEmpty() {
        assertThat(MachineName.read()).isNotBlank();
    }
}
