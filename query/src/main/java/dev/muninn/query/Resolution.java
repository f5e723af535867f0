package dev.muninn.query;

import dev.muninn.model.MuninnException;
import dev.muninn.query.syntax.Literals;

/**
 * What a query is answered from.
 *
 * @param widthMillis of the buckets, where these are asked for
 */
public record Resolution(Kind kind, long widthMillis) {

    /** Whose choice it is. */
    public enum Kind {
        /** Buckets where the answer is the same or samples are gone, else samples. */
        AUTO,
        /** Samples, and what stands for them where they are gone. */
        RAW,
        /** Buckets of one width wherever they can be used. */
        WIDTH
    }

    public static final Resolution AUTO = new Resolution(Kind.AUTO, 0);
    public static final Resolution RAW = new Resolution(Kind.RAW, 0);

    /**
     * Reads {@code auto}, {@code raw} or a duration like {@code 5m}.
     *
     * @throws MuninnException of kind BAD_INPUT if the text is none of them
     */
    public static Resolution parse(String text) {
        if (text.equals("auto")) {
            return AUTO;
        }
        if (text.equals("raw")) {
            return RAW;
        }
        Long width = Literals.parseDuration(text);
        if (width == null || width <= 0) {
            throw MuninnException.badInput(
                    "resolution \"" + text + "\" is none: give auto, raw, or a width like 5m");
        }
        return new Resolution(Kind.WIDTH, width);
    }

    /** What was answered from: {@code raw}, or the width of buckets. */
    public static String print(long widthMillis) {
        return widthMillis == 0 ? "raw" : Literals.printDuration(widthMillis);
    }
}
