package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackupTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final Labels UP = Labels.of("__name__", "up");

    @TempDir private Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private Path data = Path.of("");
    private Path backup = Path.of("");

    @BeforeEach
    void fill() {
        data = folder.resolve("data");
        backup = folder.resolve("backup");
        try (Store store = open(data)) {
            write(store, NOW - 1000);
            store.backup(backup);
            write(store, NOW);
            store.compact();
        }
    }

    private Store open(Path directory) {
        return Store.open(directory, StoreOptions.defaults(), clock);
    }

    private static void write(Store store, long time) {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(UP);
        batch.addSample(time, 1);
        batch.addMetadata(new MetricMetadata("up", MetricMetadata.Type.GAUGE, "Up.", ""));
        store.session("s").write(batch, Durability.SYNC);
    }

    @Test
    void restoresWhatWasThereWhenItWasMade() {
        assertThat(Backup.verify(backup)).isEmpty();
        Path restored = folder.resolve("restored");
        Backup.restore(backup, restored);
        try (Store store = open(restored)) {
            assertThat(Reading.all(store).of(UP)).hasSize(1);
            assertThat(store.metadata("up", 0).items()).hasSize(1);
        }
    }

    @Test
    void rehearsesARestoreByReadingEverySample() {
        Backup.Rehearsal found = Backup.rehearse(backup, folder.resolve("scratch"), clock);
        assertThat(found).isEqualTo(new Backup.Rehearsal(1, 1, NOW - 1000, NOW - 1000, List.of()));
    }

    @Test
    void bringsAnEarlierBackupUpToDate() {
        try (Store store = open(data)) {
            store.backup(backup);
        }
        assertThat(Backup.verify(backup)).isEmpty();
        Path restored = folder.resolve("restored");
        Backup.restore(backup, restored);
        try (Store store = open(restored)) {
            assertThat(Reading.all(store).of(UP)).hasSize(2);
        }
    }

    @Test
    void namesEveryFileThatIsDamagedCutOrMissing() throws IOException {
        List<Path> files;
        try (var walk = Files.walk(backup)) {
            files =
                    walk.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("manifest"))
                            .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(3);
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            byte[] flipped = whole.clone();
            flipped[whole.length / 2] ^= 4;
            replace(file, flipped);
            assertNames(file);
            replace(file, java.util.Arrays.copyOf(whole, whole.length - 1));
            assertNames(file);
            Files.delete(file);
            assertNames(file);
            replace(file, whole);
        }
        assertThat(Backup.verify(backup)).isEmpty();
    }

    @Test
    void takesAManifestThatWasCutShortForNoBackup() throws IOException {
        Path manifest = backup.resolve("manifest");
        List<String> lines = Files.readAllLines(manifest);
        for (int kept = 0; kept < lines.size(); kept++) {
            Files.write(manifest, lines.subList(0, kept));
            assertThat(Backup.verify(backup)).isNotEmpty();
        }
        Files.write(manifest, lines);
        assertThat(Backup.verify(backup)).isEmpty();
    }

    /** Files share their bytes with the store's, so they are written anew. */
    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, bytes);
    }

    private void assertNames(Path file) {
        assertThat(Backup.verify(backup))
                .anyMatch(what -> what.contains(String.valueOf(file.getFileName())));
        assertThatThrownBy(() -> Backup.restore(backup, folder.resolve("no")))
                .hasMessageContaining("cannot be restored");
    }

    @Test
    void refusesToRestoreIntoAFullDirectory() {
        assertThatThrownBy(() -> Backup.restore(backup, data)).hasMessageContaining("not empty");
    }

    @Test
    void callsADirectoryWithoutManifestNoBackup() {
        assertThat(Backup.verify(folder)).hasSize(1);
    }
}
