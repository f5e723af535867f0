package dev.muninn.store;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.TimeRange;
import dev.muninn.store.block.Blocks;
import dev.muninn.store.disk.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A copy of a store's files that can be verified and restored; made by {@link Store#backup}.
 *
 * <p>A backup is a data directory with one file more, {@code manifest}: a line {@code checksum
 * length path} per file.
 */
public final class Backup {

    static final String MANIFEST = "manifest";

    private static final String BLOCKS = "blocks/";

    private Backup() {}

    /** The lines of the manifest by path; none where there is no backup yet. */
    static Map<String, String> lines(Path backup) throws IOException {
        Map<String, String> lines = new HashMap<>();
        Path manifest = backup.resolve(MANIFEST);
        if (Files.exists(manifest)) {
            for (String line : Files.readAllLines(manifest)) {
                String[] parts = line.split(" ", 3);
                if (parts.length == 3) {
                    lines.put(parts[2], line);
                }
            }
        }
        return lines;
    }

    /**
     * Writes the manifest of the files.
     *
     * @param known lines of an earlier backup there: blocks never change, so that theirs still hold
     */
    static void seal(Path backup, List<String> files, Map<String, String> known)
            throws IOException {
        StringBuilder manifest = new StringBuilder();
        for (String file : files) {
            String line = file.startsWith(BLOCKS) ? known.get(file) : null;
            manifest.append(line == null ? line(backup, file) : line).append('\n');
        }
        Path unfinished = backup.resolve(MANIFEST + ".tmp");
        Files.writeString(unfinished, manifest, StandardCharsets.UTF_8);
        force(unfinished);
        Files.move(
                unfinished,
                backup.resolve(MANIFEST),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        force(backup);
    }

    private static void force(Path path) throws IOException {
        try (var channel = java.nio.channels.FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String line(Path backup, String file) throws IOException {
        CRC32C crc = new CRC32C();
        long length = 0;
        try (var in = Files.newInputStream(backup.resolve(file))) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
                length += read;
            }
        }
        return String.format(java.util.Locale.ROOT, "%08x %d %s", crc.getValue(), length, file);
    }

    /** Reads every byte of a backup; what is wrong with it, or an empty list. */
    public static List<String> verify(Path backup) {
        List<String> wrong = new ArrayList<>();
        try {
            Path manifest = backup.resolve(MANIFEST);
            if (!Files.exists(manifest)) {
                return List.of(backup + " has no manifest: it is no backup or not finished");
            }
            List<String> unlisted = files(backup);
            for (String expected : Files.readAllLines(manifest)) {
                String[] parts = expected.split(" ", 3);
                if (parts.length < 3) {
                    wrong.add("the manifest has a line that is none: " + expected);
                } else if (!unlisted.remove(parts[2]) && Files.exists(backup.resolve(parts[2]))) {
                    wrong.add("the manifest names " + parts[2] + " twice");
                } else if (!Files.exists(backup.resolve(parts[2]))) {
                    wrong.add(parts[2] + " is missing");
                } else if (!line(backup, parts[2]).equals(expected)) {
                    wrong.add(parts[2] + " is not what was backed up");
                }
            }
            // A manifest that was cut short must not pass for a smaller backup.
            unlisted.forEach(file -> wrong.add(file + " is not in the manifest"));
            if (wrong.isEmpty()) {
                wrong.addAll(Blocks.verify(LocalDisk.of(backup)));
            }
        } catch (IOException e) {
            wrong.add("reading " + backup + " failed: " + e.getMessage());
        }
        return wrong;
    }

    /** The paths of all files but the manifest. */
    private static List<String> files(Path backup) throws IOException {
        try (Stream<Path> walk = Files.walk(backup)) {
            return new ArrayList<>(
                    walk.filter(Files::isRegularFile)
                            .map(file -> backup.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> !file.equals(MANIFEST))
                            .toList());
        }
    }

    /**
     * Makes a data directory of a verified backup.
     *
     * @throws MuninnException of kind BAD_INPUT if the directory has anything in it, of kind
     *     CORRUPT if the backup is not whole
     */
    public static void restore(Path backup, Path directory) {
        List<String> wrong = verify(backup);
        if (!wrong.isEmpty()) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT,
                    "backup " + backup + " cannot be restored: " + String.join("; ", wrong));
        }
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                if (entries.iterator().hasNext()) {
                    throw MuninnException.badInput(
                            directory + " is not empty: restore into an empty directory");
                }
            }
            copy(backup, directory);
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "restoring to " + directory + " failed: " + e.getMessage(),
                    e);
        }
    }

    /**
     * What a rehearsal found.
     *
     * @param oldestMillis time of the oldest sample, 0 if there is none
     * @param newestMillis time of the newest sample, 0 if there is none
     * @param wrong what could not be read, or nothing
     */
    public record Rehearsal(
            long series, long samples, long oldestMillis, long newestMillis, List<String> wrong) {}

    /**
     * Restores a backup into an empty folder, opens it there and reads every sample.
     *
     * @throws MuninnException as {@link #restore}
     */
    public static Rehearsal rehearse(Path backup, Path scratch, Clock clock) {
        restore(backup, scratch);
        try (Store store = Store.openUncared(scratch, clock);
                SeriesSet set = store.select(new Selection(TimeRange.ALL, List.of()))) {
            SampleBuffer buffer = new SampleBuffer();
            long samples = 0;
            long oldest = Long.MAX_VALUE;
            long newest = Long.MIN_VALUE;
            for (int i = 0; i < set.size(); i++) {
                buffer.clear();
                set.read(i, buffer);
                samples += buffer.size();
                if (!buffer.isEmpty()) {
                    oldest = Math.min(oldest, buffer.timestamps()[0]);
                    newest = Math.max(newest, buffer.timestamps()[buffer.size() - 1]);
                }
            }
            return new Rehearsal(
                    set.size(),
                    samples,
                    samples == 0 ? 0 : oldest,
                    samples == 0 ? 0 : newest,
                    set.warnings());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.sorted().toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else if (!file.equals(from.resolve(MANIFEST))) {
                Files.copy(file, target);
                force(target);
            }
        }
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                force(to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
