package dev.muninn.query;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where answers are kept beyond memory: slower, free to forget, and never a reason for a query to
 * fail or to wait. Safe for use by many threads.
 */
public interface FarCache extends AutoCloseable {

    /** Keeps nothing. */
    FarCache NONE = new NoFarCache();

    /**
     * What it has done and how it is.
     *
     * @param state {@code off}, {@code connected}, or {@code skipped} while it does not answer
     * @param found values that were there
     * @param missed values that were not
     * @param failed calls that failed, or took too long
     */
    record Facts(String state, long found, long missed, long failed) {}

    /** The values of the keys in their order, null where there is none or none in time. */
    List<byte @Nullable []> get(List<String> keys);

    /** Keeps a value for a while; returns at once. */
    void put(String key, byte[] value, Duration life);

    Facts facts();

    @Override
    void close();
}
