package dev.muninn.ingest.collect.process;

import java.util.ArrayList;
import java.util.List;

/** The processes of one command name: what they use now and what they have used so far. */
final class ProcessGroup {

    /** One running process of the group, as it was seen last. */
    static final class Member {
        final int pid;
        final long start;
        ProcessGroup group;
        double userSeconds;
        double systemSeconds;
        long readBytes;
        long writtenBytes;
        boolean hidesTransfer;
        long scan;

        Member(int pid, long start, ProcessGroup group) {
            this.pid = pid;
            this.start = start;
            this.group = group;
        }
    }

    final String name;

    /** Totals over all processes there ever were: they do not fall when one ends. */
    double userSeconds;

    double systemSeconds;
    double readBytes;
    double writtenBytes;

    /** CPU seconds of the last minute, older ones fading. */
    double recentSeconds;

    final List<Member> members = new ArrayList<>();
    long residentBytes;
    int threads;
    boolean isListed;

    ProcessGroup(String name) {
        this.name = name;
    }

    /** Forgets what is counted anew in each scan. */
    void beginScan(double fading) {
        members.clear();
        residentBytes = 0;
        threads = 0;
        recentSeconds *= fading;
    }
}
