package dev.muninn.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalDiskTest {

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;

    @Test
    void writesAndForcesThoughTheThreadIsInterrupted() throws IOException {
        Disk disk = LocalDisk.of(folder);
        try (DiskFile file = disk.open("log")) {
            for (int i = 0; i < 5; i++) {
                Thread.currentThread().interrupt();
                file.write(4L * i, TEXT, 0, 4);
                file.force();
                assertThat(Thread.interrupted()).as("interrupt is passed on").isTrue();
            }
            assertThat(file.length()).isEqualTo(20);
        }
        assertThat(disk.read("log")).hasSize(20);
    }

    @Test
    void refusesAClosedFile() throws IOException {
        DiskFile file = LocalDisk.of(folder).open("log");
        file.close();
        assertThatThrownBy(() -> file.write(0, TEXT, 0, 4)).hasMessageContaining("closed");
    }

    @Test
    void listsRenamesAndDeletes() throws IOException {
        Disk disk = LocalDisk.of(folder);
        disk.createDirectory("d");
        disk.open("d/b").close();
        disk.open("d/a").close();
        disk.rename("d/b", "d/c");
        disk.forceDirectory("d");
        assertThat(disk.list("d")).containsExactly("a", "c");
        disk.delete("d/a");
        disk.delete("d/nothing");
        assertThat(disk.exists("d/a")).isFalse();
        assertThat(disk.list("none")).isEmpty();
        assertThat(disk.usableSpace()).isBetween(1L, disk.totalSpace());
    }

    @Test
    void namesTheOwnerOfALock() throws IOException {
        Disk disk = LocalDisk.of(folder);
        try (var held = disk.lock("lock", "process 7 on host")) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> disk.lock("lock", "another"))
                    .hasMessageContaining("in use by process 7 on host");
        }
        disk.lock("lock", "another").close();
    }
}
