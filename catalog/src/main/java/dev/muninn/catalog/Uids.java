package dev.muninn.catalog;

import java.util.random.RandomGenerator;

/** Makes up names for things in links: short, and safe in a URL. */
final class Uids {

    private static final String LETTERS =
            "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** 57^11 names: two of a million are never the same. */
    private static final int LENGTH = 11;

    private final RandomGenerator random;

    Uids(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        StringBuilder uid = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            uid.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return uid.toString();
    }

    /** A text as a part of a URL: {@code Web shop (EU)} becomes {@code web-shop-eu}. */
    static String slug(String text) {
        String plain =
                java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        return plain.isEmpty() ? "dashboard" : plain.substring(0, Math.min(plain.length(), 60));
    }
}
