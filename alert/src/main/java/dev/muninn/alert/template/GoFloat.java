package dev.muninn.alert.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Floats in the forms of Go's {@code strconv.FormatFloat}; a negative precision is the shortest.
 */
final class GoFloat {

    private static final int MANTISSA_BITS = 52;
    private static final int BIAS = 1075;

    /** From here on the shortest form has an exponent: a million is {@code 1e+06}. */
    private static final int SHORTEST_EXPONENT_FROM = 6;

    private GoFloat() {}

    /** The digits with a minus where the number has one; infinities have their sign. */
    static String text(double value, char form, int precision) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        boolean isNegative = Double.doubleToRawLongBits(value) < 0;
        double size = Math.abs(value);
        String text =
                switch (form) {
                    case 'e', 'E' -> scientific(size, precision);
                    case 'f' -> plain(size, precision);
                    case 'b' -> binary(size);
                    case 'x', 'X' -> hexadecimal(size, precision);
                    default -> general(size, precision);
                };
        boolean isLarge = Character.isUpperCase(form);
        return (isNegative ? "-" : "") + (isLarge ? text.toUpperCase(Locale.ROOT) : text);
    }

    private static BigDecimal shortest(double size) {
        return new BigDecimal(Double.toString(size)).stripTrailingZeros();
    }

    private static String plain(double size, int precision) {
        return precision < 0
                ? shortest(size).toPlainString()
                : new BigDecimal(size).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String scientific(double size, int precision) {
        if (precision < 0) {
            BigDecimal number = shortest(size);
            return scientific(number, Math.max(0, number.precision() - 1));
        }
        BigDecimal number = new BigDecimal(size);
        return scientific(
                number.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN)), precision);
    }

    private static String scientific(BigDecimal number, int precision) {
        int exponent = exponentOf(number);
        return number.scaleByPowerOfTen(-exponent)
                        .setScale(precision, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + GoText.exponent(exponent);
    }

    private static int exponentOf(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    }

    /** With an exponent below -4, or where there are more digits before the point than wanted. */
    private static String general(double size, int precision) {
        int digits = precision == 0 ? 1 : precision;
        BigDecimal number =
                precision < 0
                        ? shortest(size)
                        : new BigDecimal(size)
                                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                                .stripTrailingZeros();
        if (number.signum() == 0) {
            return "0";
        }
        int exponent = exponentOf(number);
        int shown = number.precision();
        int exponentFrom =
                precision < 0
                        ? SHORTEST_EXPONENT_FROM
                        : digits > shown && shown > exponent ? shown : digits;
        return exponent < -4 || exponent >= exponentFrom
                ? scientific(number, shown - 1)
                : number.toPlainString();
    }

    private static String binary(double size) {
        long bits = Double.doubleToRawLongBits(size);
        int exponent = (int) (bits >>> MANTISSA_BITS);
        long fraction = bits & (1L << MANTISSA_BITS) - 1;
        long mantissa = exponent == 0 ? fraction : fraction | 1L << MANTISSA_BITS;
        int power = Math.max(1, exponent) - BIAS;
        return mantissa + "p" + (power < 0 ? "" : "+") + power;
    }

    private static String hexadecimal(double size, int precision) {
        if (size == 0) {
            return "0x0" + (precision > 0 ? "." + "0".repeat(precision) : "") + "p+00";
        }
        int exponent = Math.getExponent(size);
        BigDecimal scaled = new BigDecimal(size);
        if (exponent < Double.MIN_EXPONENT) {
            exponent = Math.getExponent(size * 0x1p60) - 60;
        }
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal mantissa =
                exponent >= 0
                        ? scaled.divide(two.pow(exponent))
                        : scaled.multiply(two.pow(-exponent));
        int digits = precision < 0 ? 13 : Math.min(precision, 13);
        BigInteger hex =
                mantissa.multiply(BigDecimal.valueOf(16).pow(digits))
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .toBigInteger();
        if (hex.bitLength() > 4 * digits + 1) {
            hex = hex.shiftRight(1);
            exponent++;
        }
        String all = hex.toString(16);
        String fraction = all.substring(1);
        if (precision < 0) {
            fraction = fraction.replaceFirst("0+$", "");
        } else {
            fraction += "0".repeat(precision - digits);
        }
        return "0x"
                + all.charAt(0)
                + (fraction.isEmpty() ? "" : "." + fraction)
                + "p"
                + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
