package dev.muninn.store.disk;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that knows which writes and names are durable, can lose the others in a crash,
 * and fails on demand. Safe for use by many threads.
 */
public final class SimulatedDisk implements Disk {

    /** The power has gone: nothing after it happens. */
    public static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What a crash leaves of what was not forced. */
    public enum Survival {
        NOTHING,
        EVERYTHING,
        /** Writes and names up to some moment. */
        PREFIX,
        /** Any subset of writes, each possibly torn at 512 bytes. */
        SCATTERED
    }

    /** Which operations fail while some are to. */
    public enum Failing {
        NOTHING,
        /** All that change anything, with an I/O error. */
        ANY,
        /** Writes, half done, for want of room. */
        WRITES
    }

    private static final int SECTOR = 512;

    private record Write(long position, byte[] bytes) {}

    private static final class Content {
        private byte[] now = {};
        private byte[] durable = {};
        private final List<Write> pending = new ArrayList<>();
    }

    private record NameChange(String directory, String name, @Nullable Content content) {}

    private final Map<String, Content> names = new TreeMap<>();
    private final Map<String, Content> durableNames = new TreeMap<>();
    private final List<NameChange> pendingNames = new ArrayList<>();
    private final Set<String> locks = new HashSet<>();
    private final Map<String, Long> unreadable = new HashMap<>();
    private Set<String> undeletable = Set.of();
    private long operations;
    private long cutAt = Long.MAX_VALUE;
    private long capacity = Long.MAX_VALUE;
    private long failFrom = Long.MAX_VALUE;
    private long failUntil = Long.MAX_VALUE;
    private Failing failing = Failing.NOTHING;
    private boolean failForces;
    private @Nullable String failWritesTo;
    private @Nullable String failReadsOf;
    private boolean isCut;
    private Runnable beforeOperation = () -> {};
    private int openFiles;
    private long forces;

    /** Cuts the power at the operation with this number, counted from now. */
    public synchronized void cutAfter(long count) {
        operations = 0;
        cutAt = count;
    }

    /** From now on does something before each operation, with the disk as it is then. */
    public synchronized void beforeEachOperation(Runnable action) {
        operations = 0;
        beforeOperation = action;
    }

    /** Lets operations fail: the one with this number, counted from now, and those behind it. */
    public synchronized void failAfter(long number, int count, Failing which) {
        operations = 0;
        failFrom = number;
        failUntil = number + count;
        failing = which;
    }

    public synchronized void failNothing() {
        failing = Failing.NOTHING;
    }

    public synchronized long operations() {
        return operations;
    }

    public synchronized void capacity(long bytes) {
        capacity = bytes;
    }

    public synchronized long used() {
        return names.values().stream().distinct().mapToLong(c -> c.now.length).sum();
    }

    /** From now on each force fails, and takes what it should have forced for clean. */
    public synchronized void failForces() {
        failForces = true;
    }

    /** Forces succeed again; what failed ones should have forced is lost all the same. */
    public synchronized void endFailingForces() {
        failForces = false;
    }

    /** Writes to paths that start so fail with an I/O error; null ends that. */
    public synchronized void failWritesTo(@Nullable String prefix) {
        failWritesTo = prefix;
    }

    /** These files cannot be deleted. */
    public synchronized void failDeletesOf(Collection<String> paths) {
        undeletable = Set.copyOf(paths);
    }

    /** Files with paths that start so cannot be read; null ends that. */
    public synchronized void failReadsOf(@Nullable String prefix) {
        failReadsOf = prefix;
    }

    /** Reads that touch a byte of a file fail. */
    public synchronized void failReadsAt(String path, long position) {
        unreadable.put(path, position);
    }

    public synchronized long forces() {
        return forces;
    }

    public synchronized int openFiles() {
        return openFiles;
    }

    public synchronized List<String> files() {
        return List.copyOf(names.keySet());
    }

    public synchronized void flip(String path, long bit) {
        content(path).now[(int) (bit >>> 3)] ^= (byte) (1 << (bit & 7));
    }

    public synchronized void cut(String path, int length) {
        content(path).now = Arrays.copyOf(content(path).now, length);
    }

    public synchronized byte[] bytes(String path) {
        return content(path).now.clone();
    }

    /** A disk with one file, durable. */
    public static SimulatedDisk with(String path, byte[] bytes) {
        SimulatedDisk disk = new SimulatedDisk();
        disk.keep(path, bytes);
        return disk;
    }

    /** A disk with the same files, all durable. */
    public synchronized SimulatedDisk copy() {
        SimulatedDisk copy = new SimulatedDisk();
        names.forEach((path, content) -> copy.keep(path, content.now.clone()));
        return copy;
    }

    private void keep(String path, byte[] bytes) {
        Content content = new Content();
        content.now = bytes;
        content.durable = bytes.clone();
        names.put(path, content);
        durableNames.put(path, content);
    }

    /** The disk as it is found after the crash. */
    public synchronized SimulatedDisk afterCrash(Survival survival, Random random) {
        Map<String, Content> left = new TreeMap<>(durableNames);
        int survivingNames =
                switch (survival) {
                    case NOTHING -> 0;
                    case EVERYTHING -> pendingNames.size();
                    case PREFIX, SCATTERED -> random.nextInt(pendingNames.size() + 1);
                };
        for (NameChange change : pendingNames.subList(0, survivingNames)) {
            Content content = change.content();
            if (content == null) {
                left.remove(change.name());
            } else {
                left.put(change.name(), content);
            }
        }
        SimulatedDisk found = new SimulatedDisk();
        left.forEach((path, content) -> found.keep(path, survivor(content, survival, random)));
        return found;
    }

    private static byte[] survivor(Content content, Survival survival, Random random) {
        byte[] bytes = content.durable.clone();
        int prefix =
                switch (survival) {
                    case NOTHING -> 0;
                    case EVERYTHING, SCATTERED -> content.pending.size();
                    case PREFIX -> random.nextInt(content.pending.size() + 1);
                };
        for (Write write : content.pending.subList(0, prefix)) {
            if (survival != Survival.SCATTERED) {
                bytes = apply(bytes, write);
            } else if (random.nextBoolean()) {
                bytes = apply(bytes, random.nextInt(3) == 0 ? torn(write, random) : write);
            }
        }
        return bytes;
    }

    private static Write torn(Write write, Random random) {
        int sectors = write.bytes.length / SECTOR;
        int length = sectors == 0 ? 0 : SECTOR * random.nextInt(sectors + 1);
        return new Write(write.position, Arrays.copyOf(write.bytes, length));
    }

    private static byte[] apply(byte[] bytes, Write write) {
        if (write.position < 0) {
            return Arrays.copyOf(bytes, (int) -write.position - 1);
        }
        int end = (int) write.position + write.bytes.length;
        byte[] result = end > bytes.length ? Arrays.copyOf(bytes, end) : bytes;
        System.arraycopy(write.bytes, 0, result, (int) write.position, write.bytes.length);
        return result;
    }

    /** Counts an operation that changes something; whether it is among those that fail. */
    private boolean isAmongFailing() {
        beforeOperation.run();
        if (isCut || operations >= cutAt) {
            operations++;
            isCut = true;
            throw new PowerCut();
        }
        long number = operations++;
        return number >= failFrom && number < failUntil;
    }

    private void step() throws IOException {
        if (isAmongFailing() && failing == Failing.ANY) {
            throw new IOException("Input/output error");
        }
    }

    private void checkReadable(String path) throws IOException {
        String unreadable = failReadsOf;
        if (unreadable != null && path.startsWith(unreadable)) {
            throw new IOException(path + ": Input/output error");
        }
    }

    private Content content(String path) {
        Content content = names.get(path);
        if (content == null) {
            throw new IllegalArgumentException("no file " + path);
        }
        return content;
    }

    private static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private void change(String path, @Nullable Content content) {
        if (content == null) {
            names.remove(path);
        } else {
            names.put(path, content);
        }
        pendingNames.add(new NameChange(directory(path), path, content));
    }

    @Override
    public synchronized DiskFile open(String path) throws IOException {
        step();
        if (!names.containsKey(path)) {
            change(path, new Content());
        }
        openFiles++;
        return new OpenFile(path, content(path));
    }

    @Override
    public synchronized MemorySegment map(String path, Arena arena) throws IOException {
        return MemorySegment.ofArray(read(path)).asReadOnly();
    }

    @Override
    public synchronized byte[] read(String path) throws IOException {
        checkReadable(path);
        Content content = names.get(path);
        if (content == null) {
            throw new FileNotFoundException(path);
        }
        return content.now.clone();
    }

    @Override
    public synchronized long length(String path) {
        return content(path).now.length;
    }

    @Override
    public synchronized boolean exists(String path) {
        return names.containsKey(path);
    }

    @Override
    public synchronized List<String> list(String directory) {
        Set<String> found = new TreeSet<>();
        for (String path : names.keySet()) {
            if (directory(path).equals(directory)) {
                found.add(path.substring(path.lastIndexOf('/') + 1));
            }
        }
        return List.copyOf(found);
    }

    @Override
    public synchronized void createDirectory(String directory) throws IOException {
        step();
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        step();
        Content content = content(from);
        names.remove(from);
        names.put(to, content);
        pendingNames.add(new NameChange(directory(to), to, content));
        pendingNames.add(new NameChange(directory(from), from, null));
    }

    @Override
    public synchronized void delete(String path) throws IOException {
        step();
        if (undeletable.contains(path)) {
            throw new IOException(path + ": Operation not permitted");
        }
        if (names.containsKey(path)) {
            change(path, null);
        }
    }

    @Override
    public synchronized void forceDirectory(String directory) throws IOException {
        step();
        if (failForces) {
            throw new IOException("Input/output error");
        }
        for (NameChange change : pendingNames) {
            if (change.directory.equals(directory)) {
                if (change.content == null) {
                    durableNames.remove(change.name);
                } else {
                    durableNames.put(change.name, change.content);
                }
            }
        }
        pendingNames.removeIf(change -> change.directory.equals(directory));
    }

    @Override
    public synchronized long usableSpace() {
        return Math.max(0, capacity - used());
    }

    @Override
    public synchronized long totalSpace() {
        return capacity;
    }

    @Override
    public synchronized void export(String path, Path target) throws IOException {
        Files.write(target, content(path).now);
    }

    @Override
    public synchronized Closeable lock(String path, String owner) throws IOException {
        if (!locks.add(path)) {
            throw new IOException("in use");
        }
        return () -> locks.remove(path);
    }

    @Override
    public String name() {
        return "simulated disk";
    }

    private final class OpenFile implements DiskFile {

        private final String path;
        private final Content content;
        private boolean isOpen = true;

        OpenFile(String path, Content content) {
            this.path = path;
            this.content = content;
        }

        @Override
        public void write(long position, byte[] bytes, int offset, int length) throws IOException {
            synchronized (SimulatedDisk.this) {
                boolean fails = isAmongFailing() && failing != Failing.NOTHING;
                String failingPath = failWritesTo;
                if (failingPath != null && path.startsWith(failingPath)) {
                    throw new IOException("Input/output error");
                }
                long grown = Math.max(0, position + length - content.now.length);
                long room = Math.max(0, capacity - used());
                int fits = grown <= room ? length : (int) (length - (grown - room));
                if (fails) {
                    fits = Math.min(fits, length / 2);
                }
                Write write =
                        new Write(
                                position,
                                Arrays.copyOfRange(bytes, offset, offset + Math.max(0, fits)));
                content.now = apply(content.now, write);
                content.pending.add(write);
                if (fits < length || fails) {
                    throw new IOException("No space left on device");
                }
            }
        }

        @Override
        public int read(long position, byte[] bytes, int offset, int length) throws IOException {
            synchronized (SimulatedDisk.this) {
                checkReadable(path);
                long bad = unreadable.getOrDefault(path, -1L);
                if (bad >= position && bad < position + length) {
                    throw new IOException(path + " at " + bad + ": Input/output error");
                }
                int read = Math.clamp(content.now.length - position, 0, length);
                System.arraycopy(content.now, (int) position, bytes, offset, read);
                return read;
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedDisk.this) {
                boolean fails = isAmongFailing() && failing == Failing.ANY || failForces;
                forces++;
                List<Write> taken = List.copyOf(content.pending);
                // As the kernel does: what could not be written is clean from now on.
                content.pending.clear();
                if (fails) {
                    throw new IOException("Input/output error");
                }
                for (Write write : taken) {
                    content.durable = apply(content.durable, write);
                }
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            synchronized (SimulatedDisk.this) {
                step();
                Write write = new Write(-length - 1, new byte[0]);
                content.now = apply(content.now, write);
                content.pending.add(write);
            }
        }

        @Override
        public long length() {
            synchronized (SimulatedDisk.this) {
                return content.now.length;
            }
        }

        @Override
        public void close() {
            synchronized (SimulatedDisk.this) {
                if (isOpen) {
                    isOpen = false;
                    openFiles--;
                }
            }
        }
    }
}
