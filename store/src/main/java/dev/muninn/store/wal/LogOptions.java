package dev.muninn.store.wal;

import java.time.Duration;

/**
 * How the log behaves.
 *
 * @param segmentBytes size at which the next file is begun
 * @param ackTimeout how long a write waits for the disk
 * @param maxPendingBytes records waiting for the disk beyond which writes are refused
 */
public record LogOptions(long segmentBytes, Duration ackTimeout, long maxPendingBytes) {}
