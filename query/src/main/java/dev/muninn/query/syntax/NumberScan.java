package dev.muninn.query.syntax;

/** Finds where a number or a duration ends, and which of the two it is. */
final class NumberScan {

    private static final String DECIMAL = "0123456789";
    private static final String HEXADECIMAL = "0123456789abcdefABCDEF";

    private final String text;
    private final boolean isNumber;
    private final boolean isDuration;
    private int at;

    NumberScan(String text, int start) {
        this.text = text;
        this.at = start;
        this.isNumber = scanNumber();
        this.isDuration = !isNumber && scanDurationRest();
    }

    boolean isNumber() {
        return isNumber;
    }

    boolean isDuration() {
        return isDuration;
    }

    /** The offset behind the literal, or behind what shows that it is none. */
    int end() {
        return at;
    }

    private boolean scanNumber() {
        String digits = DECIMAL;
        if (accept("0") && accept("xX")) {
            accept("_");
            digits = HEXADECIMAL;
        }
        // A dot in front is not counted as one, which tells what is wrong with .5.2 as others tell
        // it.
        accept(".");
        accept(digits);
        boolean hasDot = false;
        boolean hasExponent = false;
        while (isNext(digits) || isNext("._") || (digits.equals(DECIMAL) && isNext("eE"))) {
            if (accept(".")) {
                if (hasDot || accept("_.") || !digits.equals(DECIMAL)) {
                    return false;
                }
                hasDot = true;
            } else if (digits.equals(DECIMAL) && accept("eE")) {
                accept("+-");
                if (hasExponent || accept("._eE") || at >= text.length()) {
                    return false;
                }
                hasExponent = true;
            } else if (accept("_")) {
                if (accept("._eE") || at >= text.length()) {
                    return false;
                }
            } else {
                acceptRun(digits);
            }
        }
        return at >= text.length() || !Letters.isWordPart(text.charAt(at));
    }

    /** The units behind the first digits; months and microseconds do not exist. */
    private boolean scanDurationRest() {
        if (!accept("smhdwy")) {
            return false;
        }
        accept("s");
        while (accept(DECIMAL)) {
            acceptRun(DECIMAL);
            if (!accept("smhdw")) {
                return false;
            }
            accept("s");
        }
        if (at < text.length() && Letters.isWordPart(text.charAt(at))) {
            at++;
            return false;
        }
        return true;
    }

    private boolean isNext(String characters) {
        return at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
    }

    private boolean accept(String characters) {
        boolean isThere = isNext(characters);
        if (isThere) {
            at++;
        }
        return isThere;
    }

    private void acceptRun(String characters) {
        while (isNext(characters)) {
            at++;
        }
    }
}
