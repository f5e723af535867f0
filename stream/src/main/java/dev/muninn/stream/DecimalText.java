package dev.muninn.stream;

/** Numbers as decimal text: for doubles the fewest digits that read back as the same double. */
final class DecimalText {

    /*
     * Double.toString is exact but slow and makes garbage. Most values that people measure have few
     * digits: if v * 10^k rounds to an integer below 10^15 that divides back to exactly v, that
     * integer holds v's digits, for no two decimals of 15 digits are the same double. Only the rest
     * takes the slow path.
     */

    /** Sign, 17 digits, point, five zeros or an exponent, and some room. */
    static final int MAX_LENGTH = 40;

    /** Decimals of at most this many digits are never the same double as another. */
    private static final double FIFTEEN_DIGITS = 1e15;

    /** From here down doubles are so coarse that Java writes a second digit nobody needs. */
    private static final double COARSE = 1e-320;

    private DecimalText() {}

    static int putLong(byte[] out, int at, long value) {
        if (value == Long.MIN_VALUE) {
            return putAscii(out, at, "-9223372036854775808");
        }
        if (value < 0) {
            out[at++] = '-';
            value = -value;
        }
        int end = at + digitCount(value);
        for (int i = end - 1; i >= at; i--) {
            out[i] = (byte) ('0' + value % 10);
            value /= 10;
        }
        return end;
    }

    private static int digitCount(long value) {
        int count = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            count++;
        }
        return count;
    }

    private static int putAscii(byte[] out, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            out[at++] = (byte) text.charAt(i);
        }
        return at;
    }

    /** Writes a finite double; {@code out} has room for {@link #MAX_LENGTH}. */
    static int put(byte[] out, int at, double value) {
        if (Double.doubleToRawLongBits(value) < 0) {
            out[at++] = '-';
        }
        double v = Math.abs(value);
        if (v < FIFTEEN_DIGITS) {
            long whole = (long) v;
            if (whole == v) {
                return putLong(out, at, whole);
            }
            if (v >= 1e-6) {
                int end = putFixed(out, at, v, 1e3, 3);
                end = end > 0 ? end : putFixed(out, at, v, 1e7, 7);
                if (end > 0) {
                    return end;
                }
            }
        }
        return putAny(out, at, v);
    }

    /** Writes {@code v} with at most {@code places} decimals, or returns 0 if it needs more. */
    private static int putFixed(byte[] out, int at, double v, double scale, int places) {
        double scaled = Math.rint(v * scale);
        if (scaled >= FIFTEEN_DIGITS || scaled / scale != v) {
            return 0;
        }
        long digits = (long) scaled;
        while (digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        int count = Math.max(digitCount(digits), places + 1);
        int end = at + count + 1;
        for (int i = end - 1; i >= at; i--) {
            if (i == end - 1 - places) {
                out[i] = '.';
            } else {
                out[i] = (byte) ('0' + digits % 10);
                digits /= 10;
            }
        }
        return end;
    }

    private static int putAny(byte[] out, int at, double v) {
        String text = Double.toString(v);
        byte[] digits = new byte[24];
        int count = 0;
        int exponent = -1;
        boolean isPastPoint = false;
        int i = 0;
        for (; i < text.length() && text.charAt(i) != 'E'; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                isPastPoint = true;
            } else if (count > 0 || c != '0') {
                digits[count++] = (byte) c;
                exponent += isPastPoint ? 0 : 1;
            } else if (isPastPoint) {
                exponent--;
            }
        }
        if (i < text.length()) {
            exponent += Integer.parseInt(text, i + 1, text.length(), 10);
        }
        while (count > 1 && digits[count - 1] == '0') {
            count--;
        }
        if (count == 2 && v < COARSE) {
            count = dropNeedless(digits, exponent, v);
        }
        return v < 1e-6 || v >= 1e21
                ? putScientific(out, at, digits, count, exponent)
                : putPlain(out, at, digits, count, exponent);
    }

    private static int dropNeedless(byte[] digits, int exponent, double v) {
        int rounded = digits[0] - '0' + (digits[1] >= '5' ? 1 : 0);
        if (rounded < 10 && Double.parseDouble(rounded + "E" + exponent) == v) {
            digits[0] = (byte) ('0' + rounded);
            return 1;
        }
        return 2;
    }

    private static int putPlain(byte[] out, int at, byte[] digits, int count, int exponent) {
        if (exponent < 0) {
            out[at++] = '0';
            out[at++] = '.';
            for (int zero = -1; zero > exponent; zero--) {
                out[at++] = '0';
            }
        }
        for (int i = 0; i < Math.max(count, exponent + 1); i++) {
            if (i == exponent + 1 && i > 0) {
                out[at++] = '.';
            }
            out[at++] = i < count ? digits[i] : (byte) '0';
        }
        return at;
    }

    private static int putScientific(byte[] out, int at, byte[] digits, int count, int exponent) {
        out[at++] = digits[0];
        if (count > 1) {
            out[at++] = '.';
            System.arraycopy(digits, 1, out, at, count - 1);
            at += count - 1;
        }
        out[at++] = 'e';
        out[at++] = (byte) (exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        if (size < 10) {
            out[at++] = '0';
        }
        return putLong(out, at, size);
    }
}
