package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.SystemClock;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.Store;
import dev.muninn.store.options.StoreOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    private Path data = Path.of("");
    private Path backup = Path.of("");

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @BeforeEach
    void fill() {
        data = folder.resolve("data");
        backup = folder.resolve("backup");
        try (Store store = Store.open(data, StoreOptions.defaults(), SystemClock.INSTANCE)) {
            WriteBatch batch = new WriteBatch();
            batch.addSeries(Labels.of("__name__", "up"));
            long now = SystemClock.INSTANCE.millis();
            for (int i = 0; i < 50; i++) {
                batch.addSample(now - 60_000L + i * 1000L, 1);
            }
            store.session("test").write(batch, Durability.SYNC);
        }
    }

    @Test
    void backsUpVerifiesAndRestores() throws IOException {
        assertThat(run("backup", "--data", data.toString(), backup.toString())).isEqualTo(Exit.OK);
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        assertThat(run("verify-backup", "--scratch", scratch.toString(), backup.toString()))
                .isEqualTo(Exit.OK);
        assertThat(out.toString()).contains("Restored and read: 1 series with 50 samples");
        assertThat(scratch).isEmptyDirectory();
        Path restored = folder.resolve("restored");
        assertThat(run("restore", "--data", restored.toString(), backup.toString()))
                .isEqualTo(Exit.OK);
        assertThat(restored.resolve("blocks")).isNotEmptyDirectory();
        assertThat(run("restore", "--data", restored.toString(), backup.toString()))
                .as("not into a folder in use")
                .isEqualTo(Exit.WRONG_USE);
        assertThat(err.toString()).contains("is not empty");
    }

    @Test
    void namesWhatIsWrongWithABackup() throws IOException {
        assertThat(run("backup", "--data", data.toString(), backup.toString())).isEqualTo(Exit.OK);
        try (Stream<Path> files = Files.list(backup.resolve("blocks"))) {
            for (Path file : files.toList()) {
                Files.write(file, List.of("no block"));
            }
        }
        assertThat(run("verify-backup", backup.toString())).isEqualTo(Exit.FAILED);
        assertThat(err.toString()).contains("is not what was backed up");
        assertThat(run("restore", "--data", folder.resolve("other").toString(), backup.toString()))
                .isEqualTo(Exit.FAILED);
    }

    @Test
    void refusesADataFolderInUse() {
        try (Store store = Store.open(data, StoreOptions.defaults(), SystemClock.INSTANCE)) {
            assertThat(store.seriesCount()).isNotNegative();
            assertThat(run("backup", "--data", data.toString(), backup.toString()))
                    .isEqualTo(Exit.FAILED);
        }
        assertThat(err.toString()).contains("muninn: cannot open the store in");
    }
}
