package dev.muninn.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** What the kernel tells of the measured server: CPU, memory, files. Linux only. */
record ServerProcess(long pid) {

    /** CPU seconds used so far, user and system. */
    double cpuSeconds() {
        return ProcessorClock.nanos(pid) / 1e9;
    }

    long residentBytes() {
        return number("VmRSS:") * 1024;
    }

    /**
     * The same once the server's heap was collected and what it no longer needs was given back: how
     * far a heap has grown until its next collection says little of what is kept.
     */
    long collectedBytes() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process collection =
                new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                        .inheritIO()
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (collection.waitFor() != 0) {
            throw new IOException("the server's heap could not be collected");
        }
        // Memory goes back to the kernel beside the work, some moments later.
        TimeUnit.SECONDS.sleep(5);
        return residentBytes();
    }

    /** What of the resident memory is the process's own: heap, direct memory, the JVM itself. */
    long anonymousBytes() {
        return number("RssAnon:") * 1024;
    }

    /** What of the resident memory are pages of mapped files, which the kernel may take back. */
    long fileBytes() {
        return number("RssFile:") * 1024;
    }

    long peakResidentBytes() {
        return number("VmHWM:") * 1024;
    }

    long threads() {
        return number("Threads:");
    }

    int openFiles() {
        String[] files = Path.of("/proc", Long.toString(pid), "fd").toFile().list();
        return files == null ? 0 : files.length;
    }

    /** Bytes this process had written to storage so far, as the kernel counts them. */
    long writtenBytes() {
        return read("io")
                .lines()
                .filter(line -> line.startsWith("write_bytes:"))
                .mapToLong(line -> Long.parseLong(line.substring("write_bytes:".length()).strip()))
                .findFirst()
                .orElse(0);
    }

    private long number(String field) {
        return read("status")
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of all files under a folder, however many of them vanish meanwhile. */
    static long bytesOnDisk(Path folder) {
        long[] sum = {0};
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                            sum[0] += about.size();
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e)
                                throws IOException {
                            if (e instanceof NoSuchFileException) {
                                return FileVisitResult.CONTINUE;
                            }
                            throw e;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum[0];
    }
}
