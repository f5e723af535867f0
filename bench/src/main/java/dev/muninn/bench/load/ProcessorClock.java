package dev.muninn.bench.load;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The kernel's clock of the processor time of another process, user and system, to the nanosecond:
 * all of its threads, those included that have ended. Linux only.
 */
final class ProcessorClock {

    /*
     * /proc/PID/stat ticks each 10 ms, which is many times what the quickest queries take; the files of
     * single threads are finer, but vanish with these.
     */

    /**
     * Of a clock's number: that it is a process's, of the time on processors (clock_getcpuclockid).
     */
    private static final int OF_PROCESS = 2;

    private static final long SECOND_OFFSET = 0;
    private static final long NANO_OFFSET = Long.BYTES;

    @SuppressWarnings("restricted") // the signature is that of POSIX
    private static final MethodHandle CLOCK_GETTIME =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS));

    private ProcessorClock() {}

    /** The processor time a process has used so far. */
    static long nanos(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(2 * Long.BYTES);
            int clock = (int) (~pid << 3) | OF_PROCESS;
            if ((int) CLOCK_GETTIME.invokeExact(clock, time) != 0) {
                throw new IllegalStateException("process " + pid + " is gone");
            }
            return time.get(ValueLayout.JAVA_LONG, SECOND_OFFSET) * 1_000_000_000
                    + time.get(ValueLayout.JAVA_LONG, NANO_OFFSET);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("clock_gettime cannot be called", e);
        }
    }
}
