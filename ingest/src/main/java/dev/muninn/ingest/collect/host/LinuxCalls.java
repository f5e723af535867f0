package dev.muninn.ingest.collect.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The few facts that Linux tells by a call only, on 64-bit machines. */
final class LinuxCalls {

    /*
     * struct statvfs of glibc and musl on 64-bit machines begins with eleven unsigned longs; what
     * follows is room. struct timex is given by the kernel: int fields stand at multiples of
     * eight where a long follows.
     */

    private static final Linker LINKER = Linker.nativeLinker();

    private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();

    private static final VarHandle ERRNO =
            CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle STATVFS =
            call(
                    "statvfs",
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS),
                    Linker.Option.captureCallState("errno"));

    private static final MethodHandle ADJTIMEX =
            call(
                    "adjtimex",
                    FunctionDescriptor.of(JAVA_INT, ADDRESS),
                    Linker.Option.captureCallState("errno"));

    private static final MethodHandle GETPAGESIZE =
            call("getpagesize", FunctionDescriptor.of(JAVA_INT));

    private static final int EACCES = 13;
    private static final int EPERM = 1;

    private LinuxCalls() {}

    @SuppressWarnings("restricted") // three calls with the signatures that libc documents
    private static MethodHandle call(
            String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    /** The room on one mounted file system, in bytes and file nodes. */
    record Space(
            double sizeBytes,
            double freeBytes,
            double availableBytes,
            double files,
            double filesFree,
            boolean isReadOnly) {}

    /** Asks the file system that is mounted there; may hang for as long as its server does. */
    static Space space(String mountPoint) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(CAPTURED);
            // 11 longs and reserve; more than any libc writes.
            MemorySegment answer = arena.allocate(256, 8);
            int outcome;
            try {
                outcome = (int) STATVFS.invokeExact(error, arena.allocateFrom(mountPoint), answer);
            } catch (Throwable e) {
                throw new IOException("statvfs cannot be called", e);
            }
            if (outcome != 0) {
                throw new IOException(reason((int) ERRNO.get(error, 0L)));
            }
            double blockBytes = answer.getAtIndex(JAVA_LONG, 1);
            return new Space(
                    answer.getAtIndex(JAVA_LONG, 2) * blockBytes,
                    answer.getAtIndex(JAVA_LONG, 3) * blockBytes,
                    answer.getAtIndex(JAVA_LONG, 4) * blockBytes,
                    answer.getAtIndex(JAVA_LONG, 5),
                    answer.getAtIndex(JAVA_LONG, 6),
                    (answer.getAtIndex(JAVA_LONG, 9) & 1) != 0);
        }
    }

    private static String reason(int errno) {
        return switch (errno) {
            case EACCES -> "permission denied";
            case EPERM -> "operation not permitted";
            default -> "errno " + errno;
        };
    }

    /** The kernel's clock discipline: what adjtimex returns and the struct it fills. */
    record Timex(int state, long[] longs) {

        /** The long, or the int that stands where a long would, at an index of eight bytes. */
        long at(int index) {
            return longs[index];
        }
    }

    /** Longs of struct timex that mean something: up to the TAI offset. */
    private static final int TIMEX_LONGS = 21;

    static Timex timex() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(CAPTURED);
            MemorySegment struct = arena.allocate(256, 8);
            int state;
            try {
                state = (int) ADJTIMEX.invokeExact(error, struct);
            } catch (Throwable e) {
                throw new IOException("adjtimex cannot be called", e);
            }
            if (state < 0) {
                throw new IOException("adjtimex: " + reason((int) ERRNO.get(error, 0L)));
            }
            long[] longs = new long[TIMEX_LONGS];
            for (int i = 0; i < longs.length; i++) {
                longs[i] = struct.getAtIndex(JAVA_LONG, i);
            }
            return new Timex(state, longs);
        }
    }

    /** The size of a page of memory. */
    static long pageBytes() {
        try {
            return (int) GETPAGESIZE.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("getpagesize cannot be called", e);
        }
    }
}
