package dev.muninn.server;

import dev.muninn.model.MuninnException;
import dev.muninn.model.SystemClock;
import dev.muninn.store.Backup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads every byte of a backup; with a scratch folder restores it there and reads every sample. */
@Command(
        name = "verify-backup",
        mixinStandardHelpOptions = true,
        description = "Checks that a backup is whole and, with --scratch, that it can be restored.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The backup is good.", "1:It is not; everything wrong is named."})
final class VerifyBackupCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "BACKUP", description = "Folder of the backup.")
    private Path backup = Path.of("");

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "Folder with room for a copy, which is removed again.")
    private @Nullable Path scratch;

    @Override
    public Integer call() throws IOException {
        List<String> wrong = Backup.verify(backup);
        PrintWriter out = spec.commandLine().getOut();
        if (wrong.isEmpty() && scratch != null) {
            wrong = rehearse(Files.createTempDirectory(scratch, "rehearsal"), out);
        }
        wrong.forEach(what -> spec.commandLine().getErr().println("muninn: " + what));
        if (!wrong.isEmpty()) {
            return Exit.FAILED;
        }
        out.printf("%s is good.%n", backup);
        return Exit.OK;
    }

    private List<String> rehearse(Path folder, PrintWriter out) throws IOException {
        try {
            Backup.Rehearsal found = Backup.rehearse(backup, folder, SystemClock.INSTANCE);
            out.printf(
                    "Restored and read: %,d series with %,d samples from %s to %s.%n",
                    found.series(),
                    found.samples(),
                    Instant.ofEpochMilli(found.oldestMillis()),
                    Instant.ofEpochMilli(found.newestMillis()));
            return found.wrong();
        } catch (MuninnException e) {
            return List.of(String.valueOf(e.getMessage()));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
