package dev.muninn.stream;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What a view shows: its queries in canonical form, in order, and how often and exactly.
 *
 * @param askedStepMillis the step asked for, which a lower tier makes longer
 */
record ViewSpec(List<LiveQuery> queries, long askedStepMillis, Tier tier) {

    /** 132 bits: nobody finds a second view with the name of another's. */
    private static final int NAME_LENGTH = 22;

    /** The time between two ticks. */
    long stepMillis() {
        return tier.stepMillis(askedStepMillis);
    }

    /** What the client calls its queries, in order. */
    List<String> refs() {
        return queries.stream().map(LiveQuery::ref).toList();
    }

    ViewSpec in(Tier other) {
        return new ViewSpec(queries, askedStepMillis, other);
    }

    /** A name that only this specification has, the same in all tiers and on every server. */
    String name() {
        StringBuilder text = new StringBuilder().append(askedStepMillis);
        for (LiveQuery query : queries) {
            // Lengths keep apart what a separator within the texts could join.
            text.append('|').append(query.ref().length()).append(':').append(query.ref());
            text.append('|').append(query.expr().length()).append(':').append(query.expr());
        }
        byte[] digest = sha256(text.toString().getBytes(StandardCharsets.UTF_8));
        byte[] start = Arrays.copyOf(digest, 18);
        return "v"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(start)
                        .substring(0, NAME_LENGTH);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
