package dev.muninn.ingest.collect.process;

import dev.muninn.ingest.collect.host.ByteCursor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The processes of {@code /proc}. */
public final class ProcFolder implements ProcessSource {

    /** USER_HZ, the same on every platform Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** Far more than a line of stat or the eight of io ever have. */
    private static final int BUFFER_BYTES = 2048;

    /** The parent of all threads of the kernel. */
    private static final long KERNEL_THREADS_PARENT = 2;

    /** A command's name with the bytes it was made from, so that it is made once. */
    private record Command(byte[] bytes, String name) {}

    private final Path proc;
    private final long pageBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private Map<Integer, Command> commands = new HashMap<>();
    private Map<Integer, Command> nextCommands = new HashMap<>();

    public ProcFolder(Path proc, long pageBytes) {
        this.proc = proc;
        this.pageBytes = pageBytes;
    }

    @Override
    public void scan(Visitor visitor) throws IOException {
        String[] names = proc.toFile().list();
        if (names == null) {
            throw new NoSuchFileException(proc.toString());
        }
        nextCommands.clear();
        for (String name : names) {
            if (Character.digit(name.charAt(0), 10) >= 0) {
                int length = read(name, "stat");
                if (length > 0) {
                    visit(Integer.parseInt(name), length, visitor);
                }
            }
        }
        Map<Integer, Command> old = commands;
        commands = nextCommands;
        nextCommands = old;
    }

    /** Reads a file of a process in one piece; 0 where it is gone or not ours to read. */
    private int read(String pid, String file) {
        try (FileInputStream in = new FileInputStream(proc + "/" + pid + "/" + file)) {
            return in.read(buffer);
        } catch (IOException e) {
            return 0;
        }
    }

    /** {@code 17 (a name) S 1 ...}: the name may hold anything, so its end is the last bracket. */
    private void visit(int pid, int length, Visitor visitor) {
        int open = 0;
        while (open < length && buffer[open] != '(') {
            open++;
        }
        int close = length - 1;
        while (close > open && buffer[close] != ')') {
            close--;
        }
        if (close <= open) {
            return;
        }
        ByteCursor text = new ByteCursor(buffer, close + 1, length);
        text.skipWords(1);
        long parent = text.number();
        text.skipWords(9);
        double user = text.number() / TICKS_PER_SECOND;
        double system = text.number() / TICKS_PER_SECOND;
        text.skipWords(4);
        int threads = (int) text.number();
        text.skipWords(1);
        long start = text.number();
        text.skipWords(1);
        long resident = text.number() * pageBytes;
        String command = commandOf(pid, open + 1, close, parent == KERNEL_THREADS_PARENT);
        visitor.visit(pid, start, command, user, system, resident, threads);
    }

    private String commandOf(int pid, int from, int to, boolean isKernelThread) {
        Command known = commands.get(pid);
        if (known == null || !Arrays.equals(known.bytes, 0, known.bytes.length, buffer, from, to)) {
            byte[] bytes = Arrays.copyOfRange(buffer, from, to);
            String name = new String(bytes, StandardCharsets.UTF_8);
            // kworker/u8:3 and ksoftirqd/0 are one command each, not one per CPU and queue.
            int slash = isKernelThread ? name.indexOf('/') : -1;
            known = new Command(bytes, slash > 0 ? name.substring(0, slash) : name);
        }
        nextCommands.put(pid, known);
        return known.name;
    }

    @Override
    public @Nullable Transfer transferOf(int pid) {
        int length = read(Integer.toString(pid), "io");
        if (length <= 0) {
            return null;
        }
        long read = 0;
        long written = 0;
        for (ByteCursor text = new ByteCursor(buffer, 0, length); text.hasMore(); text.nextLine()) {
            if (text.startsWith("read_bytes")) {
                text.skipWords(1);
                read = text.number();
            } else if (text.startsWith("write_bytes")) {
                text.skipWords(1);
                written = text.number();
            }
        }
        return new Transfer(read, written);
    }
}
