package dev.muninn.ingest.collect.process;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the running processes are read from. */
public interface ProcessSource {

    /** Takes what is seen of one process; the arguments are of this moment. */
    @FunctionalInterface
    interface Visitor {

        /**
         * One process.
         *
         * @param start what tells it from an earlier process of that number
         */
        void visit(
                int pid,
                long start,
                String command,
                double userSeconds,
                double systemSeconds,
                long residentBytes,
                int threads);
    }

    /** Bytes a process has read from and written to storage since it started. */
    record Transfer(long readBytes, long writtenBytes) {}

    /** Shows every running process to the visitor. */
    void scan(Visitor visitor) throws IOException;

    /** What a process moved; null where that is none of our business or the process is gone. */
    @Nullable Transfer transferOf(int pid);
}
