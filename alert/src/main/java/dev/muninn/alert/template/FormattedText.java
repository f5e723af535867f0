package dev.muninn.alert.template;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Texts and characters with the flags of {@code printf}. */
final class FormattedText {

    private static final int REPLACEMENT = 0xfffd;

    private final FormatFlags flags;

    FormattedText(FormatFlags flags) {
        this.flags = flags;
    }

    String plain(String text) {
        return flags.padded(cut(text));
    }

    String quoted(String text) {
        String shown = cut(text);
        boolean isRaw = flags.sharp && canBeRaw(shown);
        return flags.padded(isRaw ? "`" + shown + "`" : GoQuote.text(shown, flags.plus));
    }

    String quotedCharacter(long value) {
        return flags.padded(GoQuote.character(codePoint(value), flags.plus));
    }

    static String character(long value) {
        return Character.toString(codePoint(value));
    }

    private static int codePoint(long value) {
        boolean isOne =
                value >= 0
                        && value <= Character.MAX_CODE_POINT
                        && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE);
        return isOne ? (int) value : REPLACEMENT;
    }

    static boolean isPrintable(int codePoint) {
        return codePoint == ' '
                || switch (Character.getType(codePoint)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                            false;
                    default -> true;
                };
    }

    private static boolean canBeRaw(String text) {
        return text.codePoints()
                .noneMatch(c -> c == '`' || c == 0xfeff || c == 0x7f || c < ' ' && c != '\t');
    }

    private String cut(String text) {
        int length = text.codePointCount(0, text.length());
        return flags.precision >= 0 && flags.precision < length
                ? text.substring(0, text.offsetByCodePoints(0, flags.precision))
                : text;
    }

    /** The bytes, with the flag {@code #} behind 0x, and with a space one by one. */
    String hexadecimal(String text, boolean isLarge) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int count = flags.precision >= 0 ? Math.min(flags.precision, bytes.length) : bytes.length;
        if (count == 0) {
            return flags.padded("");
        }
        HexFormat form = isLarge ? HexFormat.of().withUpperCase() : HexFormat.of();
        String mark = !flags.sharp ? "" : isLarge ? "0X" : "0x";
        String hex =
                flags.space
                        ? form.withDelimiter(" " + mark).formatHex(bytes, 0, count)
                        : form.formatHex(bytes, 0, count);
        return flags.padded(mark + hex);
    }
}
