package dev.muninn.query;

import dev.muninn.model.Clock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Puts whole blocks of results into a cache beyond memory, and takes them back. */
final class FarBlocks {

    /** Larger ones cost more to send than to compute. */
    private static final int MOST_BYTES = 1 << 20;

    /** Newer steps may get samples that are only a little late. */
    private static final long HEAD_MILLIS = 60_000;

    private static final long DAY_MILLIS = 86_400_000;

    private final FarCache cache;
    private final Clock clock;

    FarBlocks(FarCache cache, Clock clock) {
        this.cache = cache;
        this.clock = clock;
    }

    /** Keeps a block if it is whole and past: what lies far away is not changed again. */
    void put(StepLine line, long index, ResultBlock block) {
        long lastStep = line.time(block.to() - 1);
        boolean isWhole =
                block.from() == StepLine.firstOf(index)
                        && block.to() == StepLine.firstOf(index + 1);
        if (!isOn() || !isWhole || lastStep >= block.madeMillis() - HEAD_MILLIS) {
            return;
        }
        Optional<byte[]> bytes = ResultBlockCodec.encode(line, block);
        if (bytes.isPresent() && bytes.get().length <= MOST_BYTES) {
            boolean isOld = lastStep < clock.millis() - DAY_MILLIS;
            cache.put(
                    key(mark(line), index),
                    bytes.get(),
                    isOld ? Duration.ofDays(1) : Duration.ofHours(1));
        }
    }

    boolean isOn() {
        return !cache.equals(FarCache.NONE);
    }

    /** Fetches blocks of a line; those that are there are told with their index. */
    void get(StepLine line, List<Long> indexes, BiConsumer<Long, ResultBlock> into) {
        String mark = mark(line);
        List<String> keys = new ArrayList<>();
        for (long index : indexes) {
            keys.add(key(mark, index));
        }
        List<byte @Nullable []> values = cache.get(keys);
        for (int i = 0; i < values.size(); i++) {
            byte @Nullable [] value = values.get(i);
            if (value != null) {
                long index = indexes.get(i);
                ResultBlockCodec.decode(line, value).ifPresent(block -> into.accept(index, block));
            }
        }
    }

    private static String key(String mark, long index) {
        return mark + ":" + index;
    }

    /** Short, and different for different lines. */
    private static String mark(StepLine line) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(line.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    FarCache.Facts facts() {
        return cache.facts();
    }
}
