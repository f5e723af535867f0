package dev.muninn.store.wal;

import java.util.Locale;

/** Names and sizes of the log's files. */
final class LogFormat {

    static final String DIRECTORY = "wal";

    /** Damage is contained within a page; large enough that headers cost little. */
    static final int PAGE = 32 * 1024;

    /** Magic and version, at the front of the first page. */
    static final long MAGIC = 0x32_4c41_574e_554dL;

    static final int FILE_HEADER = 16;

    /** Kind, length and checksum of a fragment. */
    static final int FRAGMENT_HEADER = 7;

    /** A record in one piece; else a first, any number of middle ones, and a last. */
    static final int WHOLE = 1;

    static final int FIRST = 2;
    static final int MIDDLE = 3;
    static final int LAST = 4;

    /** Set in the number of a checkpoint file, so that its pages fit no segment. */
    static final long CHECKPOINT = 1L << 40;

    private LogFormat() {}

    static String segment(long number) {
        return DIRECTORY + String.format(Locale.ROOT, "/%016d.log", number);
    }

    static String checkpoint(long number) {
        return DIRECTORY + String.format(Locale.ROOT, "/%016d.checkpoint", number);
    }

    /** What a page's checksums are bound to. */
    static long place(long file, long page) {
        return file << 20 | page;
    }
}
