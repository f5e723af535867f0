package dev.muninn.alert.template;

import java.util.Locale;

/** Numbers with the flags of {@code printf}. */
final class FormattedNumber {

    /** Digits that {@code %#g} fills up to where no precision is given. */
    private static final int DIGITS = 6;

    private final FormatFlags flags;

    FormattedNumber(FormatFlags flags) {
        this.flags = flags;
    }

    String whole(long value, int base, int verb) {
        if (flags.precision == 0 && value == 0) {
            return " ".repeat(Math.max(0, flags.width));
        }
        boolean isNegative = value < 0;
        String digits = Long.toUnsignedString(isNegative ? -value : value, base);
        int wanted = flags.precision;
        if (wanted < 0 && flags.zero && !flags.minus && flags.width >= 0) {
            wanted = flags.width - (isNegative || flags.plus || flags.space ? 1 : 0);
        }
        digits = "0".repeat(Math.max(0, wanted - digits.length())) + digits;
        if (flags.sharp) {
            digits =
                    switch (base) {
                        case 2 -> "0b" + digits;
                        case 8 -> digits.startsWith("0") ? digits : "0" + digits;
                        case 16 -> "0x" + digits;
                        default -> digits;
                    };
        }
        if (verb == 'O') {
            digits = "0o" + digits;
        }
        if (verb == 'X') {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        return flags.padded(sign(isNegative) + digits, false);
    }

    private String sign(boolean isNegative) {
        return isNegative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
    }

    /** As {@code U+00E9}, with the flag {@code #} and the character behind it. */
    String codePoint(long value) {
        String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
        int wanted = Math.max(4, flags.precision);
        String text = "U+" + "0".repeat(Math.max(0, wanted - digits.length())) + digits;
        boolean isShown =
                flags.sharp
                        && value >= 0
                        && value <= Character.MAX_CODE_POINT
                        && FormattedText.isPrintable((int) value);
        return flags.padded(
                isShown ? text + " '" + Character.toString((int) value) + "'" : text, false);
    }

    String real(double value, char form, int defaultPrecision) {
        int precision = flags.precision >= 0 ? flags.precision : defaultPrecision;
        String text = GoFloat.text(value, form, precision);
        boolean isSigned = text.startsWith("-") || text.startsWith("+");
        String sign = isSigned ? text.substring(0, 1) : "+";
        String digits = isSigned ? text.substring(1) : text;
        if (flags.space && sign.equals("+") && !flags.plus) {
            sign = " ";
        }
        if (digits.equals("NaN") || digits.equals("Inf")) {
            boolean isShown =
                    digits.equals("NaN")
                            ? flags.space || flags.plus
                            : flags.plus || !sign.equals("+");
            boolean isInfinite = digits.equals("Inf");
            return flags.padded(isShown || isInfinite ? sign + digits : digits, false);
        }
        if (flags.sharp && form != 'b') {
            digits = withPoint(digits, form, precision);
        }
        if (!flags.plus && sign.equals("+")) {
            return flags.padded(digits);
        }
        if (flags.zero && !flags.minus && flags.width > digits.length() + 1) {
            return sign + "0".repeat(flags.width - digits.length() - 1) + digits;
        }
        return flags.padded(sign + digits);
    }

    /** With a point, and for some forms with the zeros at the end that they leave out. */
    private static String withPoint(String text, char form, int precision) {
        boolean isHexadecimal = form == 'x' || form == 'X';
        int wanted = 0;
        if ("gGx".indexOf(form) >= 0) {
            wanted = precision < 0 ? DIGITS : precision;
        }
        int end = text.length();
        boolean hasPoint = false;
        boolean sawDigit = false;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                hasPoint = true;
            } else if (c == 'p' || c == 'P' || !isHexadecimal && (c == 'e' || c == 'E')) {
                end = i;
            } else {
                sawDigit |= c != '0';
                wanted -= sawDigit ? 1 : 0;
            }
        }
        String digits = text.substring(0, end);
        if (!hasPoint) {
            wanted -= digits.equals("0") ? 1 : 0;
            digits += ".";
        }
        return digits + "0".repeat(Math.max(0, wanted)) + text.substring(end);
    }
}
