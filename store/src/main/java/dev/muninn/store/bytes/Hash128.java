package dev.muninn.store.bytes;

/**
 * A seeded 128-bit hash; two inputs with one hash are taken for the same. Computed by {@link
 * Hasher}.
 *
 * <p>At a million inputs the chance that any two collide by accident is about 1e-27; the seed is
 * random per data directory, so nobody outside can look for a pair.
 */
public record Hash128(long high, long low) {

    public static Hash128 of(Hash128 seed, byte[] bytes, int from, int to) {
        return new Hasher(seed).hash(bytes, from, to).result();
    }

    public static Hash128 of(Hash128 seed, long[] values, int from, int to) {
        return new Hasher(seed).hash(values, from, to).result();
    }
}
