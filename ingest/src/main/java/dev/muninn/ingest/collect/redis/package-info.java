/**
 * Redis and its kin, asked by {@code INFO} and named as redis_exporter names it; {@link
 * dev.muninn.ingest.collect.redis.RedisSource} is the target.
 */
@NullMarked
package dev.muninn.ingest.collect.redis;

import org.jspecify.annotations.NullMarked;
