package dev.muninn.ingest.collect.redis;

/**
 * A key whose length is watched.
 *
 * @param database its number
 */
record RedisKey(int database, String name) {

    /** {@code db2=jobs} or just {@code jobs}, which is in database 0. */
    static RedisKey parse(String text) {
        int equals = text.indexOf('=');
        if (text.startsWith("db") && equals > 2) {
            String number = text.substring(2, equals);
            if (number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return new RedisKey(Integer.parseInt(number), text.substring(equals + 1));
            }
        }
        return new RedisKey(0, text);
    }
}
