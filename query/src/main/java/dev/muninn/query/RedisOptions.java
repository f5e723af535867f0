package dev.muninn.query;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Options under {@code query.cache-redis-}: a Redis that keeps answers beyond memory.
 *
 * @param url such as {@code redis://127.0.0.1:6379}; none if empty
 * @param user whom it knows, if it asks for one
 * @param passwordFile holds the password in its first line
 */
public record RedisOptions(String url, String user, Optional<Path> passwordFile) {

    public static final RedisOptions NONE = new RedisOptions("", "", Optional.empty());
}
