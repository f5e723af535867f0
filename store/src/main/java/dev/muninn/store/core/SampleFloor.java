package dev.muninn.store.core;

import dev.muninn.store.disk.Disk;
import java.io.IOException;

/**
 * The time before which samples were deleted for want of room, though retention would keep them.
 * Durable, and never moves back.
 */
public final class SampleFloor {

    /** The time is in the name of an empty file: a full disk still takes a name. */
    public static final String PREFIX = "samples-since-";

    private final Disk disk;
    private volatile long millis;

    private SampleFloor(Disk disk, long millis) {
        this.disk = disk;
        this.millis = millis;
    }

    public static SampleFloor open(Disk disk) throws IOException {
        long newest = Long.MIN_VALUE;
        for (String name : disk.list("")) {
            if (name.startsWith(PREFIX)) {
                newest = Math.max(newest, parse(name.substring(PREFIX.length())));
            }
        }
        return new SampleFloor(disk, newest);
    }

    private static long parse(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    /** The time, or the least there is if nothing was deleted so. */
    long millis() {
        return millis;
    }

    /** Notes that samples before the time may be deleted now. */
    public synchronized void raise(long toMillis) throws IOException {
        long before = millis;
        if (toMillis <= before) {
            return;
        }
        if (before == Long.MIN_VALUE) {
            disk.open(PREFIX + toMillis).close();
        } else {
            disk.rename(PREFIX + before, PREFIX + toMillis);
        }
        disk.forceDirectory("");
        millis = toMillis;
    }
}
