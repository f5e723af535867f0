package dev.muninn.ingest.collect.redis;

import java.util.List;

/** What a Redis server answers to a command. */
sealed interface Reply {

    /** A text, from a simple or a bulk string. */
    record Text(String text) implements Reply {}

    record Number(long value) implements Reply {}

    record Many(List<Reply> items) implements Reply {}

    /** The null of either kind. */
    record Nothing() implements Reply {}

    /** The command was refused: unknown, not allowed, or not for this key. */
    record Refusal(String message) implements Reply {}
}
