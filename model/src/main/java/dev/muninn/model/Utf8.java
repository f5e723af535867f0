package dev.muninn.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Texts that have to be UTF-8. */
public final class Utf8 {

    private Utf8() {}

    /**
     * The text of a range.
     *
     * @throws MuninnException of kind BAD_INPUT if it is not UTF-8
     */
    public static String text(byte[] bytes, int from, int to) {
        return text(bytes, from, to, () -> "text at byte " + from);
    }

    /** As above; the error says what the text is. */
    public static String text(byte[] bytes, int from, int to, Supplier<String> what) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decoded(bytes, from, to, what);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String decoded(byte[] bytes, int from, int to, Supplier<String> what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, what.get() + " is not valid UTF-8", e);
        }
    }
}
