package dev.muninn.ingest.collect.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFolderTest {

    private static final String NUMBERS =
            " S %d 1 1 0 -1 4194560 100 0 5 0 %d %d 0 0 20 0 7 0 4242 900000 300 1 1 1 1 1 1 1";

    @TempDir Path proc;

    @Test
    void readsNamesWithBlanksAndBrackets() throws IOException {
        process(17, "(Web (Content) x)" + NUMBERS.formatted(1, 250, 50));

        assertThat(scan()).containsExactly("17 4242 Web (Content) x 2.5 0.5 1228800 7");
    }

    @Test
    void namesThreadsOfTheKernelWithoutCpuAndQueue() throws IOException {
        process(40, "(kworker/u8:3-events)" + NUMBERS.formatted(2, 0, 100));
        process(41, "(a/b)" + NUMBERS.formatted(1, 0, 100));

        assertThat(scan())
                .containsExactlyInAnyOrder(
                        "40 4242 kworker 0.0 1.0 1228800 7", "41 4242 a/b 0.0 1.0 1228800 7");
    }

    @Test
    void passesOverAProcessThatIsGoneOrUnreadable() throws IOException {
        Files.createDirectory(proc.resolve("99"));
        Files.createDirectory(proc.resolve("sys"));
        process(5, "no brackets here");

        assertThat(scan()).isEmpty();
    }

    @Test
    void readsWhatAProcessMoved() throws IOException {
        process(17, "(x)" + NUMBERS.formatted(1, 0, 0));
        Files.writeString(
                proc.resolve("17/io"),
                """
                rchar: 7274
                wchar: 298
                syscr: 12
                syscw: 1
                read_bytes: 4096
                write_bytes: 8192
                cancelled_write_bytes: 0
                """);
        ProcFolder folder = new ProcFolder(proc, 4096);

        assertThat(folder.transferOf(17)).isEqualTo(new ProcessSource.Transfer(4096, 8192));
        assertThat(folder.transferOf(18)).isNull();
    }

    private void process(int pid, String stat) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
        Files.writeString(folder.resolve("stat"), pid + " " + stat + "\n");
    }

    private List<String> scan() throws IOException {
        List<String> seen = new ArrayList<>();
        new ProcFolder(proc, 4096)
                .scan(
                        (pid, start, command, user, system, resident, threads) ->
                                seen.add(
                                        pid + " " + start + " " + command + " " + user + " "
                                                + system + " " + resident + " " + threads));
        return seen;
    }
}
